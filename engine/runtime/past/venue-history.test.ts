import { describe, expect, it } from 'vitest';
import type { CandleWish } from '../../venues/ccxt/candle-history.ts';
import type { LiveFeed } from '../../venues/ccxt/live-feed.ts';
import { ManualClock } from '../manual-clock.fixture.ts';
import { venueHistory } from './venue-history.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const NOW = 500_010 * HOUR + 90_000;
const candleAt = (openTime: number) => ({ openTime, open: 1, high: 2, low: 1, close: 2, volumeBase: 3 });

/** A feed of two symbols that tells its past as it is told to. */
const feedWith = (history: LiveFeed['history']): LiveFeed =>
  ({
    instruments: [
      { id: 'told:BTC', symbol: 'BTC' },
      { id: 'told:ETH', symbol: 'ETH' },
    ],
    history,
  }) as unknown as LiveFeed;

/** Answers with every whole candle that was asked for. */
const all = (asked: CandleWish[] = []): LiveFeed['history'] => {
  return (wish) => {
    asked.push(wish);
    const end = NOW - (NOW % wish.intervalMs);
    const count = Array.from({ length: wish.count }, (_, at) => end - (wish.count - at) * wish.intervalMs);
    return Promise.resolve(count.map(candleAt));
  };
};

const lengths = [
  { intervalMs: HOUR, count: 2 },
  { intervalMs: MINUTE, count: 2 },
];

describe('the past of a venue’s markets', () => {
  it('is told in the order of time, the longest bars first and the symbols side by side', async () => {
    const clock = new ManualClock(NOW);
    const { events, notices } = await venueHistory(feedWith(all()), { clock, withinMs: 3000, lengths });
    expect(notices).toEqual([]);
    expect(
      events.map(({ instrument, intervalMs, venueTime }) => [
        instrument,
        intervalMs,
        venueTime - 500_009 * HOUR,
      ]),
    ).toEqual([
      ['told:BTC', HOUR, 0],
      ['told:ETH', HOUR, 0],
      ['told:BTC', HOUR, HOUR],
      ['told:ETH', HOUR, HOUR],
      ['told:BTC', MINUTE, HOUR],
      ['told:ETH', MINUTE, HOUR],
      ['told:BTC', MINUTE, HOUR + MINUTE],
      ['told:ETH', MINUTE, HOUR + MINUTE],
    ]);
    expect(new Set(events.map(({ time }) => time))).toEqual(new Set([NOW]));
  });

  it('is asked of the venue only where it is not kept', async () => {
    const clock = new ManualClock(NOW);
    const asked: CandleWish[] = [];
    const kept = { intervalMs: HOUR, count: 100 };
    const known = () =>
      Promise.resolve(
        Array.from({ length: 97 }, (_, at) => ({ ...candleAt(0), openTime: (499_910 + at) * HOUR }) as never),
      );
    await venueHistory(feedWith(all(asked)), { clock, withinMs: 3000, lengths: [kept], known });
    expect(asked.map(({ count, symbol }) => [symbol, count])).toEqual([
      ['BTC', 3],
      ['ETH', 3],
    ]);
  });

  it('costs what a venue refuses, and says so', async () => {
    const clock = new ManualClock(NOW);
    const refusing: LiveFeed['history'] = (wish) =>
      wish.intervalMs === HOUR ? Promise.reject(new Error('no such period')) : all()(wish);
    const { events, notices } = await venueHistory(feedWith(refusing), { clock, withinMs: 3000, lengths });
    expect(events.map(({ intervalMs }) => intervalMs)).toEqual([MINUTE, MINUTE, MINUTE, MINUTE]);
    expect(notices).toEqual([
      'BTC: the venue gave no history of 60 min bars: no such period',
      'ETH: the venue gave no history of 60 min bars: no such period',
    ]);
  });

  it('is not waited for longer than said, and what was told by then counts', async () => {
    const clock = new ManualClock(NOW);
    const slow: LiveFeed['history'] = (wish) =>
      wish.intervalMs === HOUR ? all()(wish) : new Promise(() => undefined);
    const waiting = venueHistory(feedWith(slow), { clock, withinMs: 3000, lengths });
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    clock.pass(3000);
    const { events, notices } = await waiting;
    expect(events).toHaveLength(4);
    expect(notices).toEqual(['the venue gave no more of its history within 3000 ms']);
  });
});
