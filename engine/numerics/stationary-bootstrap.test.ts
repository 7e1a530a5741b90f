import { describe, expect, it } from 'vitest';
import { optimalBlockLength } from './optimal-block-length.ts';
import { quantileOfSorted } from './quantile.ts';
import { Random } from './random.ts';
import { blockIndices, stationaryBootstrapInterval } from './stationary-bootstrap.ts';

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const plan = { meanBlock: 5, resamples: 500, confidence: 0.9 };

/** Chance without memory, so every block length is as good as any other. */
function noise(count: number, seed: number): number[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.normal());
}

describe('the stationary bootstrap', () => {
  it('gives the same interval for the same seed and another for another', () => {
    const values = noise(100, 7);
    const of = (seed: number) =>
      stationaryBootstrapInterval(values, mean, { ...plan, random: new Random(seed) });
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  it('finds about the textbook interval for the mean of noise', () => {
    const values = noise(400, 11);
    const center = mean(values);
    const deviation = Math.sqrt(mean(values.map((value) => (value - center) ** 2)) / 400);
    const found = stationaryBootstrapInterval(values, mean, {
      ...plan,
      resamples: 2000,
      meanBlock: 1,
      random: new Random(3),
    });
    expect(found?.low).toBeCloseTo(center - 1.645 * deviation, 1.7);
    expect(found?.high).toBeCloseTo(center + 1.645 * deviation, 1.7);
  });

  it('is a point for a series that does not vary, and nothing for an empty one', () => {
    const random = new Random(1);
    expect(stationaryBootstrapInterval([2, 2, 2], mean, { ...plan, random })).toEqual({ low: 2, high: 2 });
    expect(stationaryBootstrapInterval([], mean, { ...plan, random })).toBeUndefined();
  });

  it('keeps neighbors together: with blocks far longer than the series every resample is a rotation', () => {
    const steps = (sample: Float64Array) =>
      sample.filter((value, i) => i > 0 && value === ((sample[i - 1] ?? 0) + 1) % 6).length;
    const found = stationaryBootstrapInterval([0, 1, 2, 3, 4, 5], steps, {
      ...plan,
      meanBlock: 1e12,
      random: new Random(5),
    });
    expect(found).toEqual({ low: 5, high: 5 });
  });

  it('has no value where the statistic has none', () => {
    const random = new Random(1);
    expect(stationaryBootstrapInterval([1, 2], () => undefined, { ...plan, random })).toBeUndefined();
    expect(stationaryBootstrapInterval([1, 2], () => NaN, { ...plan, random })).toBeUndefined();
  });

  it.each([
    [{ meanBlock: 0.5 }, 'a mean block must be at least 1, was 0.5'],
    [{ resamples: 0 }, 'resamples must be a whole number of at least 1, was 0'],
  ])('refuses %o', (change, message) => {
    const wrong = { ...plan, ...change, random: new Random(1) };
    expect(() => stationaryBootstrapInterval([1, 2], mean, wrong)).toThrow(message);
  });
});

describe('indices of blocks', () => {
  it('run on round the end and are cut when there are enough', () => {
    expect(blockIndices(5, [3, 0], [3, 4])).toEqual([3, 4, 0, 0, 1]);
  });
});

describe('the optimal block length', () => {
  it('is longer the longer a series remembers', () => {
    const shocks = noise(800, 21);
    const series = (memory: number) => {
      let value = 0;
      return shocks.map((shock) => (value = memory * value + shock));
    };
    const lengths = [0.2, 0.6, 0.9].map((memory) => optimalBlockLength(series(memory))?.stationary ?? NaN);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(lengths[2]).toBeGreaterThan(10);
  });

  it('is not known for a handful of values or for a series that stands still', () => {
    expect(optimalBlockLength([1, 2, 3])).toBeUndefined();
    expect(optimalBlockLength(Array.from({ length: 50 }, () => 1))).toBeUndefined();
  });
});

describe('a quantile', () => {
  it.each([
    [0, 1],
    [0.5, 2.5],
    [1, 4],
    [0.25, 1.75],
  ])('at %d of 1, 2, 3, 4 is %d', (p, expected) => {
    expect(quantileOfSorted([1, 2, 3, 4], p)).toBe(expected);
  });

  it('of nothing is nothing, and beyond 0 to 1 an error', () => {
    expect(quantileOfSorted([], 0.5)).toBeUndefined();
    expect(() => quantileOfSorted([1], 1.1)).toThrow('in 0 to 1, was 1.1');
  });
});
