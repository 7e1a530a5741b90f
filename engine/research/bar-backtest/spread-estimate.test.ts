import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { btcPerpetual } from '../../domain/instrument/fixtures/btc-perpetual.ts';
import { barFrame, type BarFrame } from './bar-frame.ts';
import { halfSpreadTicks } from './spread-estimate.ts';

const instrument = btcPerpetual({ tickSize: '1' });

/** Bars of a random walk whose trades happen half a spread above or below it. */
function bouncing(seed: number, count: number, halfSpread: number): BarFrame {
  const random = new Random(seed);
  let value = 1_000_000;
  const rows = Array.from({ length: count }, (_, index) => {
    const trades = Array.from({ length: 60 }, () => {
      value += random.normal() * 4;
      return Math.round(value + (random.uniform() < 0.5 ? -halfSpread : halfSpread));
    });
    return {
      openTime: index * 60_000,
      open: trades[0] as number,
      high: Math.max(...trades),
      low: Math.min(...trades),
      close: trades.at(-1) as number,
      volumeBase: 1,
    };
  });
  return barFrame(instrument, 60_000, rows);
}

describe('half spread from bars', () => {
  it.each([20, 60])('finds the spread of trades that bounce %i ticks around a random walk', (halfSpread) => {
    const estimate = halfSpreadTicks(bouncing(7, 4001, halfSpread), 4000).at(-1) as number;
    expect(estimate).toBeGreaterThan(halfSpread * 0.85);
    expect(estimate).toBeLessThan(halfSpread * 1.15);
  });

  it('equals the formula worked out over every window anew', () => {
    const frame = bouncing(11, 200, 30);
    const estimate = halfSpreadTicks(frame, 50);
    const log = (column: Float64Array, index: number) => Math.log(column[index] as number);
    const mid = (index: number) => (log(frame.high, index) + log(frame.low, index)) / 2;
    for (const end of [1, 2, 49, 50, 51, 120, 199]) {
      let sum = 0;
      const from = Math.max(1, end - 49);
      for (let index = from; index <= end; index += 1) {
        const close = log(frame.close, index - 1);
        sum += (close - mid(index - 1)) * (close - mid(index));
      }
      const spread = 2 * Math.sqrt(Math.max(sum / (end - from + 1), 0));
      const half = Math.max(0.5, (spread / 2) * (frame.close[end] as number));
      expect(estimate[end]).toBeCloseTo(half, 6);
    }
  });

  it('never falls below half a tick and knows nothing of later bars', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 2, max: 60 }), (seed, count) => {
        const whole = bouncing(seed, count, 1);
        const estimate = halfSpreadTicks(whole, 10);
        const begun = halfSpreadTicks({ ...whole, count: count - 1 }, 10);
        expect(Math.min(...estimate)).toBeGreaterThanOrEqual(0.5);
        expect(begun).toEqual(estimate.slice(0, count - 1));
      }),
      { numRuns: 30 },
    );
  });
});
