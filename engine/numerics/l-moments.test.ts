import { describe, expect, it } from 'vitest';
import { lMoments } from './l-moments.ts';

const sample = [1, 2, 4, 7, 11, 20];

/** Mean over all choices of `weights.length` values of the sample of their weighted sum, by weight and size. */
function overSubsets(weights: readonly number[]): number {
  const chosen = sample.flatMap((_, i) => subsets(i, weights.length));
  const sums = chosen.map((each) => each.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), 0));
  return sums.reduce((sum, each) => sum + each, 0) / sums.length / weights.length;
}

const subsets = (from: number, size: number): number[][] =>
  size === 1
    ? [[sample[from] as number]]
    : sample
        .map((_, i) => i)
        .filter((i) => i > from)
        .flatMap((i) => subsets(i, size - 1).map((rest) => [sample[from] as number, ...rest]));

describe('L-moments', () => {
  it('are means over all pairs, triples and fours of a sample', () => {
    const { l1, l2, l3, l4 } = lMoments(sample);
    expect(l1).toBeCloseTo(overSubsets([1]), 12);
    expect(l2).toBeCloseTo(overSubsets([-1, 1]), 12);
    expect(l3).toBeCloseTo(overSubsets([1, -2, 1]), 12);
    expect(l4).toBeCloseTo(overSubsets([-1, 3, -3, 1]), 12);
  });

  it('have no skewness where a sample is symmetric, and look at the first values when told how many', () => {
    expect(lMoments([-3, -1, 0, 1, 3, 99], 5).l3).toBeCloseTo(0, 14);
  });
});
