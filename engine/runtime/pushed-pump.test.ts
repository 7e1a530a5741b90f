import { describe, expect, it } from 'vitest';
import type { PushedFeed } from '../venues/feed.ts';
import type { Clock } from './clock.ts';
import { createPushedPump } from './pump.ts';
import type { Session } from './session.ts';

describe('the pump of live data', () => {
  it('R-CN-07: goes on with time where the wall clock is set back, from where the session stands', async () => {
    let passed = 0;
    const clock: Clock = {
      now: () => 1_700_000_000_000 - 3_600_000 + passed,
      monotonicMs: () => passed,
      every: () => () => undefined,
      after: () => () => undefined,
    };
    const feed: PushedFeed = {
      kind: 'pushed',
      instruments: [],
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    };
    const kernel = { time: 1_700_000_000_000 };
    const session = { kernel, take: ({ time }: { time: number }) => (kernel.time = time) };
    const pump = createPushedPump(feed, clock);
    pump.turn(session as unknown as Session, 10);
    passed += 16;
    pump.turn(session as unknown as Session, 10);
    expect(kernel.time).toBe(1_700_000_000_016);
    expect(pump.marketTime()).toBe(1_700_000_000_016);
    await pump.close();
  });

  it('never lets time go back where the wall clock is set back', async () => {
    let wall = 1_700_000_010_000;
    const clock: Clock = {
      now: () => wall,
      monotonicMs: () => 0,
      every: () => () => undefined,
      after: () => () => undefined,
    };
    const feed: PushedFeed = {
      kind: 'pushed',
      instruments: [],
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    };
    const times: number[] = [];
    const session = {
      kernel: { time: 0 },
      take: ({ time }: { time: number }) => times.push(time),
    } as unknown as Session;
    const pump = createPushedPump(feed, clock);
    pump.turn(session, 10);
    wall -= 3_600_000;
    pump.turn(session, 10);
    expect(pump.marketTime()).toBe(1_700_000_010_000);
    wall += 3_600_001;
    pump.turn(session, 10);
    expect(times).toEqual([1_700_000_010_000, 1_700_000_010_000, 1_700_000_010_001]);
    await pump.close();
  });
});
