import { describe, expect, it } from 'vitest';
import { descendElasticNet, strongestPenalty } from './elastic-net.ts';
import { productsOf } from './labeled-rows.ts';

describe('the elastic net', () => {
  const rows = {
    count: 4,
    width: 2,
    inputs: Float64Array.of(1, 0.5, -1, 0.2, 0.5, -1, -0.5, 0.3),
    labels: Float64Array.of(1, -0.8, 0.6, -0.7),
  };
  const products = productsOf(rows, new Float64Array(2), 0);

  it('finds the weights of scikit-learn’s ElasticNet', () => {
    // alpha 0.1, l1_ratio 0.5, without a constant
    const weights = descendElasticNet(new Float64Array(2), products, 4, { strength: 0.1, share: 0.5 });
    expect(weights[0]).toBeCloseTo(0.833333333333, 8);
    expect(weights[1]).toBe(0);
  });

  it('is least squares without a penalty', () => {
    const weights = descendElasticNet(new Float64Array(2), products, 4, { strength: 0, share: 0.5 });
    products.gram.forEach((row, j) => {
      const product = (row[0] ?? NaN) * (weights[0] ?? NaN) + (row[1] ?? NaN) * (weights[1] ?? NaN);
      expect(product).toBeCloseTo(products.withLabels[j] ?? NaN, 5);
    });
  });

  it('has no weights at the strongest penalty and some just below', () => {
    const strength = strongestPenalty(products, 4, 0.5);
    const at = (factor: number) =>
      descendElasticNet(new Float64Array(2), products, 4, { strength: factor * strength, share: 0.5 });
    expect([...at(1)]).toEqual([0, 0]);
    expect(at(0.99)[0]).toBeGreaterThan(0);
  });
});
