import { describe, expect, it } from 'vitest';
import type { PushedFeed } from '../venues/feed.ts';
import type { Clock } from './clock.ts';
import { createPushedPump } from './pump.ts';
import type { Session } from './session.ts';

describe('the pump of live data', () => {
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
    const session = { take: ({ time }: { time: number }) => times.push(time) } as unknown as Session;
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
