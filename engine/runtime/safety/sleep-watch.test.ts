import { describe, expect, it } from 'vitest';
import { SleepWatch } from './sleep-watch.ts';

/** A watch whose clocks go as a test says. */
function watched() {
  const clocks = { wallMs: 1_000_000, steadyMs: 0 };
  const said: (number | 'asleep')[] = [];
  const watch = new SleepWatch({
    clock: { now: () => clocks.wallMs, monotonicMs: () => clocks.steadyMs },
    fallAsleep: () => said.push('asleep'),
    wake: (sleptMs) => said.push(sleptMs),
  });
  const pass = (wallMs: number, steadyMs = wallMs) => {
    clocks.wallMs += wallMs;
    clocks.steadyMs += steadyMs;
    watch.look();
  };
  return { pass, said, watch };
}

describe('the watch on sleep', () => {
  it('R-CN-08: shuts entries when the computer says it sleeps, and opens them when it says it woke', () => {
    const { pass, said, watch } = watched();
    watch.suspend();
    pass(1000);
    expect(said).toEqual(['asleep']);
    watch.resume();
    pass(1000);
    expect(said).toEqual(['asleep', 1000]);
  });

  it('R-CN-08: sees by its clocks that the computer slept where nobody says it woke', () => {
    const { pass, said, watch } = watched();
    watch.suspend();
    pass(3000, 1000);
    expect(said).toEqual(['asleep']);
    pass(600_000, 1000);
    expect(said).toEqual(['asleep', 603_000]);
  });

  it('opens entries again where the sleep was called off', () => {
    const { pass, said, watch } = watched();
    watch.suspend();
    for (let second = 0; second < 59; second += 1) pass(1000);
    expect(said).toEqual(['asleep']);
    pass(1000);
    expect(said).toEqual(['asleep', 60_000]);
  });

  it('has everything compared when only the waking was told, and takes no clock set back for a sleep', () => {
    const { pass, said, watch } = watched();
    watch.resume();
    expect(said).toEqual([0]);
    watch.suspend();
    pass(-10_000, 1000);
    watch.resume();
    expect(said).toEqual([0, 'asleep', 0]);
  });
});
