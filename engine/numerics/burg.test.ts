import { describe, expect, it } from 'vitest';
import { burgCriterion, BurgRecursion } from './burg.ts';
import { Random } from './random.ts';

const burg = (values: Float64Array, most: number): BurgRecursion => {
  const recursion = new BurgRecursion(values.length, most);
  recursion.solve(values);
  return recursion;
};

describe('the method of Burg', () => {
  const raw = [1, 3, 2, 5, 4, 6, 5, 8];
  const values = Float64Array.from(raw, (each) => each - 4.25);

  it('gives the coefficients of statsmodels burg(order=2, demean=True)', () => {
    const { models, variances } = burg(values, 2);
    expect(models[2]?.[0]).toBeCloseTo(0.14251099459, 10);
    expect(models[2]?.[1]).toBeCloseTo(0.61962892811, 10);
    expect(variances[2]).toBeCloseTo(2.35002083835, 10);
  });

  it('is worked out for three values', () => {
    // 2 (2 * 1 + -1 * 2) / (4 + 1 + 1 + 4) is 0; of 1, 2, 3: 2 (2 + 6) / (5 + 13).
    expect(burg(Float64Array.of(1, 2, -1), 1).models[1]?.[0]).toBe(0);
    expect(burg(Float64Array.of(1, 2, 3), 1).models[1]?.[0]).toBeCloseTo(16 / 18, 14);
  });

  it('finds again how a series was made, by the criterion of Akaike', () => {
    const random = new Random(4);
    const path: number[] = [];
    for (let t = 0; t < 3000; t += 1) {
      path.push(0.5 * (path[t - 1] ?? 0) - 0.4 * (path[t - 2] ?? 0) + random.normal());
    }
    const { models, variances } = burg(Float64Array.from(path), 6);
    const criteria = [...variances].map((variance, order) => burgCriterion(variance, order, 3000));
    const coefficients = models[criteria.indexOf(Math.min(...criteria))] ?? [];
    expect(coefficients.length).toBeGreaterThanOrEqual(2);
    expect(Math.abs((coefficients[0] ?? 0) - 0.5)).toBeLessThan(0.05);
    expect(Math.abs((coefficients[1] ?? 0) + 0.4)).toBeLessThan(0.05);
    expect(Math.abs((variances[2] ?? 0) - 1)).toBeLessThan(0.06);
  });

  it('ends where nothing is left', () => {
    const still = burg(new Float64Array(9), 3);
    expect([still.order, still.variances[0]]).toEqual([0, 0]);
    const { order, variances } = burg(Float64Array.of(1, -1, 1, -1), 3);
    expect([order, variances[0], variances[1]]).toEqual([1, 1, 0]);
  });

  it('keeps nothing of the values before', () => {
    const recursion = burg(Float64Array.from(raw), 2);
    recursion.solve(values);
    const fresh = burg(values, 2);
    expect(recursion.models).toEqual(fresh.models);
    expect(recursion.variances).toEqual(fresh.variances);
  });
});
