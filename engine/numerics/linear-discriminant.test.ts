import { describe, expect, it } from 'vitest';
import { dotProduct } from './dot-product.ts';
import { linearDiscriminant } from './linear-discriminant.ts';

describe('the linear discriminant', () => {
  const rows = {
    count: 6,
    width: 2,
    inputs: Float64Array.of(0, 0, 1, 0, 0, 1, 2, 2, 3, 2, 2, 3),
    labels: Float64Array.of(-1, -1, -1, 1, 1, 1),
  };

  it('has the log odds of two normal densities with the shrunk covariance', () => {
    // The difference of scipy's multivariate normal log densities at (1.5, 1)
    const { constant = NaN, weights } = linearDiscriminant(rows, 0.2) ?? {};
    expect(constant + dotProduct(Float64Array.of(1.5, 1), weights ?? new Float64Array(2))).toBeCloseTo(
      -2.5,
      9,
    );
  });

  it('counts how often each class was seen', () => {
    const twice = {
      ...rows,
      count: 9,
      inputs: Float64Array.of(...rows.inputs, ...rows.inputs.subarray(6)),
      labels: Float64Array.of(...rows.labels, 1, 1, 1),
    };
    const middle = Float64Array.of(4 / 3, 4 / 3);
    const { constant = NaN, weights } = linearDiscriminant(twice, 0.2) ?? {};
    expect(constant + dotProduct(middle, weights ?? new Float64Array(2))).toBeCloseTo(Math.log(2), 9);
  });

  it('does not exist between one class and none, or where nothing varies', () => {
    expect(linearDiscriminant({ ...rows, labels: new Float64Array(6) }, 0.2)).toBeUndefined();
    expect(linearDiscriminant({ ...rows, inputs: new Float64Array(12) }, 0.2)).toBeUndefined();
  });
});
