import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RollingMoments } from './rolling-moments.ts';

function momentsOf(length: number, values: readonly number[]): RollingMoments {
  const moments = new RollingMoments(length);
  for (const value of values) moments.push(value);
  return moments;
}

/** The definition: mean of the window, then squared distances from it. */
function plainly(values: readonly number[]): { mean: number; population: number } {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return { mean, population: values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length };
}

describe('rolling moments', () => {
  it('are those of the last values: 4, 5, 9 have mean 6 and squared deviations 4 + 1 + 9', () => {
    const moments = momentsOf(3, [100, 4, 5, 9]);
    expect(moments.mean).toBeCloseTo(6, 14);
    expect(moments.populationVariance).toBeCloseTo(14 / 3, 12);
    expect(moments.sampleVariance).toBeCloseTo(14 / 2, 12);
  });

  it('say how full the window is, and have no numbers of an empty one', () => {
    const moments = new RollingMoments(2);
    expect([moments.mean, moments.populationVariance, moments.sampleVariance]).toEqual([NaN, NaN, NaN]);
    moments.push(7);
    expect([moments.count, moments.isFull, moments.mean, moments.sampleVariance]).toEqual([1, false, 7, NaN]);
  });

  it('find no variance at all among equal values, even after a wild one', () => {
    expect(momentsOf(4, [1e12, 0.1, 0.1, 0.1, 0.1]).populationVariance).toBe(0);
  });

  it('agree with the definition, whatever came before', () => {
    const prices = fc.array(fc.double({ min: 1, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 12 }), (values, length) => {
        const expected = plainly(values.slice(-length));
        const moments = momentsOf(length, values);
        expect(Math.abs(moments.mean - expected.mean)).toBeLessThan(1e-9 * expected.mean);
        const allowed = 1e-9 * expected.population + 1e-13 * expected.mean ** 2;
        expect(Math.abs(moments.populationVariance - expected.population)).toBeLessThanOrEqual(allowed);
      }),
    );
  });

  it('do not drift over a million steps at a high price', () => {
    const moments = new RollingMoments(50);
    const value = (i: number) => 1e6 + ((i * 37) % 101) / 100;
    for (let i = 0; i < 1e6; i += 1) moments.push(value(i));
    const expected = plainly(Array.from({ length: 50 }, (_, i) => value(1e6 - 50 + i)));
    expect(moments.populationVariance).toBeCloseTo(expected.population, 8);
  });
});
