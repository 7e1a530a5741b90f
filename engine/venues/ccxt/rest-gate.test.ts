import { afterEach, describe, expect, it } from 'vitest';
import type { VenueClock } from '../venue-clock.ts';
import { binanceLoopback } from '../loopback/binance/binance-dialect.ts';
import type { LoopbackVenue } from '../loopback/loopback-options.ts';
import { openLoopback } from '../loopback/loopback-venue.ts';
import { openLiveFeed } from './open-live-feed.ts';
import { clockAt, realClock } from './real-clock.fixture.ts';
import { RestGate } from './rest-gate.ts';

const LIMIT = { weight: 100, perMs: 60_000, weightPerCost: 1 };

/** A clock that jumps to the next thing anybody waits for. */
function jumpingClock() {
  let now = 0;
  const clock: VenueClock = {
    now: () => now,
    monotonicMs: () => now,
    every: () => () => undefined,
    after: (ms, callback) => {
      now += ms;
      callback();
      return () => undefined;
    },
  };
  return clock;
}

describe('R-CN-03: the gate of REST requests', () => {
  it('lets at most 70 % of the published weight out in any window', async () => {
    const clock = jumpingClock();
    const gate = new RestGate(LIMIT, clock);
    const sentAt: number[] = [];
    for (let index = 0; index < 30; index += 1) {
      await gate.admit(10);
      sentAt.push(clock.monotonicMs());
    }
    for (const from of sentAt) {
      const weight = 10 * sentAt.filter((at) => at >= from && at < from + LIMIT.perMs).length;
      expect(weight).toBeLessThanOrEqual(70);
    }
    // Seven at once, and seven more in each of the four windows after it: 30 in all but two.
    expect(sentAt.filter((at) => at === 0)).toHaveLength(7);
    expect(clock.monotonicMs()).toBe(4 * LIMIT.perMs);
  });

  it("counts in the venue's weights", async () => {
    const gate = new RestGate({ ...LIMIT, weightPerCost: 5 }, jumpingClock());
    await gate.admit(4);
    expect(gate.spentWeight).toBe(20);
  });

  it('stays away as long as Retry-After says', async () => {
    const clock = jumpingClock();
    const gate = new RestGate(LIMIT, clock);
    gate.answered(429, 7000);
    await gate.admit(1);
    expect(clock.monotonicMs()).toBe(7000);
  });

  it('stays away 1, 2, 4, … 60 s when the venue does not say how long, until it answers well', async () => {
    const clock = jumpingClock();
    const gate = new RestGate(LIMIT, clock);
    const waits: number[] = [];
    for (const status of [429, 418, 429, 403, 429, 429, 429, 429]) {
      gate.answered(status, undefined);
      const before = clock.monotonicMs();
      await gate.admit(0.1);
      waits.push(clock.monotonicMs() - before);
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(gate.refusals).toBe(8);
    gate.answered(200, undefined);
    gate.answered(429, undefined);
    const before = clock.monotonicMs();
    await gate.admit(0.1);
    expect(clock.monotonicMs() - before).toBe(1000);
  });

  it('lets a request that is heavier than the whole share out by itself', async () => {
    const clock = jumpingClock();
    const gate = new RestGate(LIMIT, clock);
    await gate.admit(90);
    expect(clock.monotonicMs()).toBe(0);
    await gate.admit(1);
    expect(clock.monotonicMs()).toBe(LIMIT.perMs);
  });
});

describe('the gate once it is closed', () => {
  it('lets nothing out, and what waits is told at once', async () => {
    let timers = 0;
    const clock: VenueClock = {
      ...jumpingClock(),
      after: () => {
        timers += 1;
        return () => (timers -= 1);
      },
    };
    const gate = new RestGate(LIMIT, clock);
    gate.answered(429, 3_600_000);
    const waiting = [gate.admit(1), gate.admit(1)];
    await Promise.resolve();
    expect(timers).toBe(1);
    gate.close();
    expect(await Promise.all([...waiting, gate.admit(1)])).toEqual([false, false, false]);
    expect(timers).toBe(0);
  });
});

describe('R-CN-03: a storm of refusals', () => {
  let venue: LoopbackVenue | undefined;
  afterEach(() => venue?.close());

  it('of five minutes brings no ban and one request for each wait', async () => {
    // Five minutes of the venue's clock are a second and a half; its limit runs on the same clock as ours.
    const clock = clockAt(200);
    venue = await openLoopback({
      dialect: binanceLoopback('usdm'),
      seed: 5,
      clock: { ...realClock, monotonicMs: () => clock.monotonicMs() },
    });
    const { calls, limit, restUrl, wsUrl } = venue;
    limit.closeFor(300);
    const opened = await openLiveFeed({
      venue: 'binance-usdm',
      symbols: ['BTC/USDT:USDT'],
      clock,
      random: () => 0,
      restUrl,
      wsUrl,
      openWithinMs: 900_000,
    });
    expect(opened.ok ? 'opened' : opened.failure).toBe('opened');
    expect(limit.bans).toBe(0);
    // The first one learns how long to wait, and nobody asks before that is over.
    expect(limit.violations).toBe(1);
    expect(calls.filter((call) => call === 'GET /fapi/v1/exchangeInfo')).toHaveLength(2);
    if (opened.ok) await opened.feed.stop();
  });
});
