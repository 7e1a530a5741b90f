import { describe, expect, it } from 'vitest';
import { binanceLoopback } from '../loopback/binance/binance-dialect.ts';
import { openLoopback } from '../loopback/loopback-venue.ts';
import type { VenueClock } from '../venue-clock.ts';
import { openLiveFeed } from './open-live-feed.ts';
import { realClock, until } from './real-clock.fixture.ts';

/** The machine's clock, and how many of its timers are under way. */
function countingClock() {
  const running = new Set<object>();
  const clock: VenueClock = {
    ...realClock,
    every(ms, callback) {
      const timer = {};
      running.add(timer);
      const stop = realClock.every(ms, callback);
      return () => {
        running.delete(timer);
        stop();
      };
    },
    after(ms, callback) {
      const timer = {};
      running.add(timer);
      const stop = realClock.after(ms, () => {
        running.delete(timer);
        callback();
      });
      return () => {
        running.delete(timer);
        stop();
      };
    },
  };
  return { clock, running };
}

describe('a feed of Binance that is stopped while it waits for its first book', () => {
  it('leaves no timer behind and asks the venue for nothing more', async (test) => {
    const dialect = binanceLoopback('usdm');
    const venue = await openLoopback({ dialect, seed: 7, clock: realClock });
    test.onTestFinished(() => venue.close());
    const { calls, restUrl, wsUrl } = venue;
    const { clock, running } = countingClock();
    const options = { venue: 'binance-usdm', symbols: ['BTC/USDT:USDT'], clock, random: () => 0 } as const;
    const opened = await openLiveFeed({ ...options, restUrl, wsUrl });
    if (!opened.ok) throw new Error(opened.failure.detail);
    const started = opened.feed.start(() => undefined);
    await until(() => calls.filter((call) => call.startsWith('WS')).length === 4);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await opened.feed.stop();
    await started;
    const asked = calls.length;
    expect(running.size).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(calls.slice(asked)).toEqual([]);
  });
});
