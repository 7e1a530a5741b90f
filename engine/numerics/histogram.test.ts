import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram.ts';

const BINS = 12;
const price = fc.integer({ min: 98_000, max: 104_000 }).map((ticks) => ticks / 10);
const row = fc
  .tuple(price, price, fc.integer({ min: 0, max: 1000 }))
  .map(([one, other, weight]) => [Math.min(one, other), Math.max(one, other), weight] as const);

const spreadOneByOne = (rows: readonly (readonly [number, number, number])[]): Histogram => {
  const histogram = new Histogram(10_000, 25, BINS);
  for (const [low, high, weight] of rows) histogram.spread(low, high, weight);
  return histogram;
};

const spreadTogether = (rows: readonly (readonly [number, number, number])[]): Histogram => {
  const histogram = new Histogram(10_000, 25, BINS);
  histogram.spreadRows(Float64Array.from(rows.flat()), 0, rows.length);
  return histogram;
};

describe('a histogram', () => {
  it('spreads evenly and keeps apart what lies outside', () => {
    const { outside, weights } = spreadOneByOne([[9990, 10_040, 50]]);
    expect(Array.from(weights.subarray(0, 3))).toEqual([25, 15, 0]);
    expect(outside).toBeCloseTo(10, 12);
  });

  it('has the same of many that are spread together, none of it below 0', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const [one, together] = [spreadOneByOne(rows), spreadTogether(rows)];
        const all = rows.reduce((sum, [, , weight]) => sum + weight, 0);
        expect(Math.abs(together.outside - one.outside)).toBeLessThanOrEqual(1e-9 * all);
        one.weights.forEach((weight, bin) => {
          const other = together.weights[bin] as number;
          expect(Math.abs(other - weight)).toBeLessThanOrEqual(1e-9 * all);
          expect(other).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  it('leaves a bin empty that only a row without weight covers, whatever rounding left before it', () => {
    const { weights } = spreadTogether([
      [10_135.7, 10_242, 1],
      [10_122.7, 10_297.7, 0],
      [10_000, 10_129, 857],
      [10_115.1, 10_173, 767],
      [10_000, 10_088.9, 470],
    ]);
    expect(Array.from(weights.subarray(10))).toEqual([0, 0]);
  });

  it('leaves rows behind a narrow and heavy one as empty as they are', () => {
    const narrow = 10_025 + 2e-11;
    const { weights } = spreadTogether([
      [10_010, 10_120, 300],
      [10_025 - 2e-11, narrow, 1e6],
    ]);
    expect(Array.from(weights.subarray(5))).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(weights[2]).toBeCloseTo((300 * 25) / 110, 9);
  });
});
