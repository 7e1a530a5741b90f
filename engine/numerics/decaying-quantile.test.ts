import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecayingQuantile } from './decaying-quantile.ts';

/** Width of a bin as a factor: 32 bins to a power of ten. */
const BIN = 10 ** (1 / 32);

/** The same quantile by sorting: the least size that holds `share` of the weight at or below it. */
function sortedQuantile(sizes: readonly number[], share: number, halfLife: number): number {
  const weighed = sizes.map((size, i) => ({ size, weight: 2 ** ((i - sizes.length) / halfLife) }));
  weighed.sort((a, b) => a.size - b.size);
  const wanted = share * weighed.reduce((sum, { weight }) => sum + weight, 0);
  let weight = 0;
  return weighed.find((each) => (weight += each.weight) >= wanted * (1 - 1e-12))?.size ?? NaN;
}

describe('a decaying quantile', () => {
  it('stays within one bin above the quantile by sorting', () => {
    const size = fc.double({ min: 1e-5, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(size, { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 2, max: 50 }),
        (sizes, percentile, halfLife) => {
          // Off the round shares, at which a sum of equal weights may fall on either side.
          const share = percentile / 100 + 0.00123;
          const tracker = new DecayingQuantile(share, halfLife);
          for (const each of sizes) tracker.push(each);
          const exact = sortedQuantile(sizes, share, halfLife);
          expect(tracker.value).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
          expect(tracker.value).toBeLessThanOrEqual(exact * BIN * (1 + 1e-9));
        },
      ),
    );
  });

  it('gives an observation half its weight after the half-life', () => {
    const tracker = new DecayingQuantile(0.6, 10);
    // Ten small after many large: large keep 2^-1 of the weight and small have the other half.
    for (let i = 0; i < 500; i += 1) tracker.push(1000);
    for (let i = 0; i < 10; i += 1) tracker.push(1);
    expect(tracker.value).toBeGreaterThan(900);
    // Ten more: large are down to a quarter, so the 60 % quantile is small.
    for (let i = 0; i < 10; i += 1) tracker.push(1);
    expect(tracker.value).toBeLessThan(1.1);
  });

  it('goes on for as long as it is fed', () => {
    const tracker = new DecayingQuantile(0.5, 3);
    for (let i = 0; i < 5000; i += 1) tracker.push(i % 2 === 0 ? 10 : 20);
    expect(tracker.count).toBe(5000);
    expect(tracker.value).toBeGreaterThanOrEqual(10);
    expect(tracker.value).toBeLessThanOrEqual(20 * BIN);
  });

  it('puts what lies beyond its range into the first and last bin', () => {
    const low = new DecayingQuantile(0.5, 10);
    low.push(0);
    expect(low.value).toBeCloseTo(1e-6 * BIN, 12);
    const high = new DecayingQuantile(0.5, 10);
    high.push(1e200);
    expect(high.value).toBeCloseTo(1e10, -2);
  });

  it('has no value before the first', () => {
    expect(new DecayingQuantile(0.5, 10).value).toBeUndefined();
  });

  it.each([
    [0, 10, 'a share must lie between 0 and 1, was 0'],
    [1, 10, 'a share must lie between 0 and 1, was 1'],
    [0.5, 0, 'a half-life must be above zero observations, was 0'],
    [0.5, NaN, 'a half-life must be above zero observations, was NaN'],
  ])('refuses a share of %d and a half-life of %d', (share, halfLife, message) => {
    expect(() => new DecayingQuantile(share, halfLife)).toThrow(message);
  });
});
