import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { varianceRatio } from './variance-ratio.ts';

const walk = (seed: number, count: number): Float64Array => {
  const random = new Mulberry32(seed);
  let log = Math.log(100);
  return Float64Array.from({ length: count }, () => (log += 0.01 * random.normal()));
};

describe('the variance ratio', () => {
  it('gives the numbers of arch.unitroot.VarianceRatio(lags=4, trend=c, debiased, robust, overlap)', () => {
    const found = varianceRatio(walk(5, 80), 4);
    expect(found?.ratio).toBeCloseTo(0.790768806732, 9);
    expect(found?.z).toBeCloseTo(-1.23785291192, 9);
  });

  it('is worked out for five steps', () => {
    // Steps 1, 1, -1, -1, 0 without drift; moves of two: 2, 0, -2, -1.
    const path = Float64Array.of(0, 1, 2, 1, 0, 0);
    expect(varianceRatio(path, 2, false)?.ratio).toBeCloseTo(9 / 10 / (4 / 5), 14);
    expect(varianceRatio(path, 2)?.ratio).toBeCloseTo(9 / (2 * 4 * 0.6) / (4 / 4), 14);
    // delta_1 = 5 * (1 + 1 + 1 + 0) / 16, weighted (2 * 1 / 2)^2
    const z = (Math.sqrt(5) * (9 / 8 - 1)) / Math.sqrt(15 / 16);
    expect(varianceRatio(path, 2, false)?.z).toBeCloseTo(z, 13);
    expect(varianceRatio(path, 2, false)?.plainZ).toBeCloseTo(0.125 / Math.sqrt(6 / 6 / 5), 13);
  });

  it('has no answer of a path that never leaves its drift', () => {
    expect(varianceRatio(new Float64Array(20).fill(4), 3)).toBeUndefined();
    expect(
      varianceRatio(
        Float64Array.from({ length: 20 }, (_, t) => 0.1 * t),
        3,
      ),
    ).toBeUndefined();
  });

  it.each([1, 2.5, 9])('refuses steps of %d on a path of nine', (q) => {
    expect(() => varianceRatio(walk(1, 10), q)).toThrow(RangeError);
  });
});
