import { describe, expect, it } from 'vitest';
import type { VenueBar } from '../../domain/market/market-event.ts';
import { calibrations } from './calibration.ts';
import { sandboxInstruments } from './instruments.ts';
import { type SandboxPast, sandboxPast } from './sandbox-past.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const END = 1_700_000_040_000;
const [btc] = sandboxInstruments;
const BTC = btc?.id ?? '';

const past: SandboxPast = {
  seed: 3,
  endTime: END,
  lengths: [
    { intervalMs: MINUTE, count: 200 },
    { intervalMs: HOUR, count: 48 },
    { intervalMs: DAY, count: 400 },
  ],
};
const barsOf = (asked: SandboxPast): VenueBar[] => [...sandboxPast(asked)].filter((bar) => bar !== undefined);
const bars = barsOf(past);
const ofLength = (intervalMs: number, id = BTC) =>
  bars.filter((bar) => bar.instrument === id && bar.intervalMs === intervalMs);

describe('the past of the sandbox', () => {
  it('has as many bars of each length as are wanted, without a hole, up to its end', () => {
    for (const { count, intervalMs } of past.lengths) {
      const opened = ofLength(intervalMs).map(({ openTime }) => openTime);
      const end = END - (END % intervalMs);
      expect(opened.slice(-count)).toEqual(
        Array.from({ length: count }, (_, at) => end - (count - at) * intervalMs),
      );
    }
  });

  it('is the same for the same seed, and another for another', () => {
    expect(barsOf(past)).toEqual(bars);
    expect(barsOf({ ...past, seed: 4 })[0]).not.toEqual(bars[0]);
  });

  it('arrives at the prices given, at the usual ones where none is', () => {
    const ends = barsOf({ ...past, endPrices: { [BTC]: 50_000 } });
    const last = sandboxInstruments.map(({ id }) => ends.findLast(({ instrument }) => instrument === id));
    expect(last.map((bar) => bar?.close)).toEqual([50_000, 3200, 150]);
  });

  it('is told in the order of time, the longest bars first', () => {
    const order = (bar: VenueBar) => [bar.venueTime, -bar.intervalMs];
    const sorted = bars.toSorted((a, b) => a.venueTime - b.venueTime || b.intervalMs - a.intervalMs);
    expect(bars.map(order)).toEqual(sorted.map(order));
    expect(new Set(bars.map(({ time }) => time))).toEqual(new Set([END]));
  });

  it('has bars that hold together: each opens where the one before closed, and an hour is its minutes', () => {
    const minutes = ofLength(MINUTE);
    for (const [at, { close }] of minutes.entries())
      expect(minutes[at + 1]?.open ?? close).toBeCloseTo(close, 6);
    const hour = ofLength(HOUR).at(-1);
    const its = minutes.filter(({ openTime }) => openTime - (openTime % HOUR) === hour?.openTime);
    expect(its).toHaveLength(60);
    expect(hour).toMatchObject({
      open: its[0]?.open,
      high: Math.max(...its.map(({ high }) => high)),
      low: Math.min(...its.map(({ low }) => low)),
      close: its.at(-1)?.close,
    });
    for (const { close, high, low, open } of bars) {
      expect(low).toBeLessThanOrEqual(Math.min(open, close));
      expect(high).toBeGreaterThanOrEqual(Math.max(open, close));
    }
  });

  it('moves by day as much as the market is made to', () => {
    const [calibration] = calibrations;
    const returns = ofLength(DAY).map(({ close, open }) => Math.log(close / open));
    const deviation = Math.sqrt(returns.reduce((sum, each) => sum + each ** 2, 0) / returns.length);
    const expected = (calibration?.annualVolatility ?? 0) / Math.sqrt(365);
    // Four standard errors of a deviation measured on 400 days.
    expect(Math.abs(deviation / expected - 1)).toBeLessThan(4 / Math.sqrt(2 * 400));
  });
});
