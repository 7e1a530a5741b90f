import { describe, expect, it } from 'vitest';
import type { UnixMs } from '../../domain/units/time.ts';
import { btc, printAt } from '../../market/fixtures/market-events.ts';
import { MarketState } from '../../market/market-state.ts';
import { TradeLog } from '../../market/trade-log.ts';
import type { NumberReader } from './formula-market.ts';
import { PastReader, type PastRange } from './past-reader.ts';

const MINUTE = 60_000;

/** Numbers known at these times, in ms. */
function numbersAt(...times: number[]): NumberReader {
  return {
    get nextTime() {
      return times[0] ?? Infinity;
    },
    take: () => {
      const time = times.shift() as UnixMs | undefined;
      return time === undefined ? undefined : { instrument: btc.id, name: 'chain.fees', time, value: time };
    },
  };
}

/** What is read of three minutes, 0 to 2, and of what else is given. */
function readOf(more: Partial<PastRange>, most = 100): readonly string[] {
  const state = new MarketState([btc]);
  for (const at of [0, 1, 2, 3]) state.apply(printAt(at * MINUTE + 1, 1000));
  const reader = new PastReader({ markets: state.all, fromTime: 0, ...more });
  const read: string[] = [];
  const listener = {
    onBar: (_market: unknown, { openTime }: { readonly openTime: number }) =>
      read.push(`bar ${openTime / MINUTE}`),
    onTrade: ({ time }: { readonly time: number }) => read.push(`trade ${time}`),
    onNumber: ({ time }: { readonly time: number }) => read.push(`number ${time}`),
  };
  while (!reader.read(most, listener));
  return read;
}

describe('bars of a length of which there were none before', () => {
  it('are read when the first of them has come', () => {
    const state = new MarketState([btc]);
    const reader = new PastReader({ markets: state.all, fromTime: 0 });
    const lengths: number[] = [];
    const listener = {
      onBar: (_market: unknown, { intervalMs }: { readonly intervalMs: number }) => lengths.push(intervalMs),
      onTrade: () => undefined,
      onNumber: () => undefined,
    };
    expect(reader.read(1, listener)).toBe(true);
    const prices = { open: 1, high: 1, low: 1, close: 1, volumeBase: 1 };
    const time = (60 * MINUTE) as UnixMs;
    const hour = { openTime: 0 as UnixMs, intervalMs: 60 * MINUTE, ...prices };
    state.apply({ kind: 'venue-bar', instrument: btc.id, time, venueTime: time, ...hour });
    while (!reader.read(1, listener));
    expect(lengths).toEqual([60 * MINUTE]);
  });
});

describe('numbers of the past', () => {
  it.each([1, 2, 8])('come between the bars in the order in which they were known, %i at a time', (most) => {
    const reader = numbersAt(1, MINUTE + 1, 2 * MINUTE, 2 * MINUTE + 1, 3 * MINUTE + 1);
    expect(readOf({ numbers: { reader, until: () => Infinity } }, most)).toEqual([
      'number 1',
      'bar 0',
      `number ${MINUTE + 1}`,
      // Known as the minute ends: whoever reads the minute may use it.
      `number ${2 * MINUTE}`,
      'bar 1',
      `number ${2 * MINUTE + 1}`,
      'bar 2',
      `number ${3 * MINUTE + 1}`,
    ]);
  });

  it('end where the market stands', () => {
    const reader = numbersAt(3 * MINUTE + 1, 3 * MINUTE + 2, 3 * MINUTE + 3);
    const read = readOf({ numbers: { reader, until: () => 3 * MINUTE + 2 } });
    expect(read.slice(3)).toEqual([`number ${3 * MINUTE + 1}`, `number ${3 * MINUTE + 2}`]);
  });

  it('come before the trade of the same time', () => {
    const log = new TradeLog();
    for (const time of [10, 20, MINUTE + 5]) log.push(printAt(time, 1000));
    const reader = numbersAt(15, 20, MINUTE + 5);
    const trades = { instrument: btc.id, log, from: 0 };
    expect(readOf({ fromTime: 2 * MINUTE, trades, numbers: { reader, until: () => Infinity } })).toEqual([
      'trade 10',
      'number 15',
      'number 20',
      'trade 20',
      `number ${MINUTE + 5}`,
      `trade ${MINUTE + 5}`,
      'bar 2',
    ]);
  });
});
