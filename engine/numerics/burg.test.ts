import { describe, expect, it } from 'vitest';
import { burgCriteria, burgModel } from './burg.ts';
import { Random } from './random.ts';

describe('the method of Burg', () => {
  const raw = [1, 3, 2, 5, 4, 6, 5, 8];
  const values = Float64Array.from(raw, (each) => each - 4.25);

  it('gives the coefficients of statsmodels burg(order=2, demean=True)', () => {
    const { coefficients, variances } = burgModel(values, 2);
    expect(coefficients[0]).toBeCloseTo(0.14251099459, 10);
    expect(coefficients[1]).toBeCloseTo(0.61962892811, 10);
    expect(variances[2]).toBeCloseTo(2.35002083835, 10);
  });

  it('is worked out for three values', () => {
    // 2 (2 * 1 + -1 * 2) / (4 + 1 + 1 + 4) is 0; of 1, 2, 3: 2 (2 + 6) / (5 + 13).
    expect(burgModel(Float64Array.of(1, 2, -1), 1).coefficients[0]).toBe(0);
    expect(burgModel(Float64Array.of(1, 2, 3), 1).coefficients[0]).toBeCloseTo(16 / 18, 14);
  });

  it('finds again how a series was made, by the criterion of Akaike', () => {
    const random = new Random(4);
    const path: number[] = [];
    for (let t = 0; t < 3000; t += 1) {
      path.push(0.5 * (path[t - 1] ?? 0) - 0.4 * (path[t - 2] ?? 0) + random.normal());
    }
    const { coefficients, variances } = burgModel(Float64Array.from(path), 6, (all) => {
      const criteria = burgCriteria(all, 3000);
      return criteria.indexOf(Math.min(...criteria));
    });
    expect(coefficients.length).toBeGreaterThanOrEqual(2);
    expect(Math.abs((coefficients[0] ?? 0) - 0.5)).toBeLessThan(0.05);
    expect(Math.abs((coefficients[1] ?? 0) + 0.4)).toBeLessThan(0.05);
    expect(Math.abs((variances[2] ?? 0) - 1)).toBeLessThan(0.06);
  });

  it('ends where nothing is left', () => {
    expect([...burgModel(new Float64Array(9), 3).variances]).toEqual([0]);
    const { variances } = burgModel(Float64Array.of(1, -1, 1, -1), 3);
    expect([...variances]).toEqual([1, 0]);
  });
});
