import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram.ts';
import { localPeaks, localTroughs, valueArea } from './value-area.ts';

describe('a value area', () => {
  it('grows by the heavier neighbor: 40, then 25 above, then 20 below is 85 of 100', () => {
    expect(valueArea([5, 20, 40, 25, 10], 0.7)).toEqual({ peak: 2, low: 1, high: 3, share: 0.85 });
  });

  it.each([
    ['even neighbors: the upper one first', [10, 30, 10], 0.8, { peak: 1, low: 1, high: 2, share: 0.8 }],
    ['even rows: from the middle', [10, 10, 10, 10, 10], 0.7, { peak: 2, low: 1, high: 4, share: 0.8 }],
    ['two even peaks as near: the lower', [1, 9, 9, 1], 0.4, { peak: 1, low: 1, high: 1, share: 0.45 }],
    ['rows without weight count as rows', [5, 0, 0, 20], 0.9, { peak: 3, low: 0, high: 3, share: 1 }],
    ['a single row', [100], 0.7, { peak: 0, low: 0, high: 0, share: 1 }],
  ])('with %s', (_what, weights, share, expected) => {
    expect(valueArea(weights, share)).toEqual(expected);
  });

  it('is none of nothing', () => {
    expect(valueArea([], 0.7)).toBeUndefined();
    expect(valueArea([0, 0], 0.7)).toBeUndefined();
  });

  it.each([0, 1.1, NaN])('refuses a share of %d', (share) => {
    expect(() => valueArea([1], share)).toThrow('the share of a value area must be above 0 and at most 1');
  });

  it('always holds the share it was asked for, around its heaviest row', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (weights, share) => {
          const total = weights.reduce((sum, each) => sum + each, 0);
          fc.pre(total > 0);
          const area = valueArea(weights, share);
          const inside = weights.slice(area?.low, (area?.high ?? 0) + 1).reduce((sum, each) => sum + each, 0);
          expect(area?.share).toBeCloseTo(inside / total, 12);
          expect(inside).toBeGreaterThanOrEqual(share * total * (1 - 1e-12));
          expect(weights[area?.peak ?? -1]).toBe(Math.max(...weights));
        },
      ),
    );
  });
});

describe('local peaks and troughs', () => {
  it('are strictly above or below both neighbors', () => {
    const rows = [5, 1, 0, 0, 30, 2, 25, 1];
    expect(localPeaks(rows)).toEqual([4, 6]);
    expect(localTroughs(rows)).toEqual([5]);
  });
});

describe('a histogram', () => {
  it('puts a value into its bin, the top edge into the last, and counts the rest as outside', () => {
    const histogram = new Histogram(10, 0.5, 4);
    for (const value of [10, 10.49, 10.5, 11.99, 12, 9.99, 12.01]) histogram.add(value, 1);
    expect([...histogram.weights]).toEqual([2, 1, 0, 2]);
    expect(histogram.outside).toBe(2);
  });

  it('spreads a weight in proportion to the overlap', () => {
    const histogram = new Histogram(0, 1, 3);
    histogram.spread(0.5, 2.5, 8);
    expect([...histogram.weights]).toEqual([2, 4, 2]);
    histogram.spread(2, 4, 8);
    expect([...histogram.weights]).toEqual([2, 4, 6]);
    expect(histogram.outside).toBe(4);
    histogram.spread(1, 1, 3);
    expect([...histogram.weights]).toEqual([2, 7, 6]);
  });

  it.each([
    [0, 4, 'a bin must be wider than 0, was 0'],
    [1, 0, 'bins must be a whole number of at least 1, was 0'],
  ])('refuses bins of %d and a number of %d', (width, bins, message) => {
    expect(() => new Histogram(0, width, bins)).toThrow(message);
  });
});
