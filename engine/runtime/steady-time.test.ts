import { describe, expect, it } from 'vitest';
import { SteadyTime } from './steady-time.ts';

/** A machine whose wall clock is set by `set`. */
function machine() {
  let passed = 0;
  let wall = 1_700_000_000_000;
  const steady = new SteadyTime({ now: () => Math.floor(wall + passed), monotonicMs: () => passed });
  return {
    steady,
    wait: (ms: number) => (passed += ms),
    set: (byMs: number) => (wall += byMs),
  };
}

describe('the time of a session', () => {
  it('is that of the wall clock', () => {
    const { steady, wait } = machine();
    expect(steady.now()).toBe(1_700_000_000_000);
    wait(1234.5);
    expect(steady.now()).toBe(1_700_000_001_234);
  });

  it('R-CN-07: goes on at its pace when the wall clock is set back by a day', () => {
    const { set, steady, wait } = machine();
    steady.now();
    set(-86_400_000);
    wait(1000);
    expect(steady.now()).toBe(1_700_000_001_000);
    wait(500);
    expect(steady.now()).toBe(1_700_000_001_500);
    set(86_400_000);
    expect(steady.now()).toBe(1_700_000_001_500);
  });

  it('goes along when the machine has slept or its clock was set forward, and on from there', () => {
    const { set, steady, wait } = machine();
    steady.now();
    set(3_600_000);
    expect(steady.now()).toBe(1_700_003_600_000);
    set(-3_600_000);
    wait(10);
    expect(steady.now()).toBe(1_700_003_600_010);
  });

  it('R-CN-07: begins where the session stands, and does not stand still there', () => {
    const { steady, wait } = machine();
    const stands = 1_700_086_400_000;
    expect(steady.now(stands)).toBe(stands);
    wait(16);
    expect(steady.now(stands)).toBe(stands + 16);
  });
});
