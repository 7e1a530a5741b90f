import { describe, expect, it } from 'vitest';
import { fitGaussianMixture, gaussianMixture, responsibilities } from './gaussian-mixture.ts';
import { Mulberry32 } from './mulberry32.ts';

describe('a mixture of normal components', () => {
  it('shares a value as in the formula catalogue', () => {
    // sklearn GaussianMixture.predict_proba gives the same, as the catalogue states.
    const shares = new Float64Array(2);
    const mixture = gaussianMixture(
      Float64Array.of(0.7, 0.3),
      Float64Array.of(0, 1),
      Float64Array.of(1, 0.25),
    );
    const logDensity = responsibilities(mixture, [0.5], shares);
    expect(shares[0]).toBeCloseTo(0.629284999746, 10);
    expect(shares[1]).toBeCloseTo(0.370715000254, 10);
    const density = (0.7 * Math.exp(-0.125) + 0.6 * Math.exp(-0.5)) / Math.sqrt(2 * Math.PI);
    expect(logDensity).toBeCloseTo(Math.log(density), 12);
  });

  it('finds the components values were drawn from', () => {
    const random = new Mulberry32(8);
    const values = Float64Array.from({ length: 4000 }, (_, i) =>
      // Rows of two: one in four around (3, -3) with half the deviation.
      Math.floor(i / 2) % 4 === 0 ? (i % 2 === 0 ? 3 : -3) + 0.5 * random.normal() : random.normal(),
    );
    const { means, variances, weights } = fitGaussianMixture(
      values,
      { count: 2, dimensions: 2, random: new Mulberry32(42) },
      { mostRounds: 100, leastGain: 1e-6, varianceFloor: 0.01, weightFloor: 0.02 },
    );
    const far = (means[0] ?? 0) > 1.5 ? 0 : 1;
    expect(weights[far]).toBeCloseTo(0.25, 2);
    expect(means[2 * far]).toBeCloseTo(3, 1);
    expect(means[2 * far + 1]).toBeCloseTo(-3, 1);
    expect(variances[2 * far]).toBeCloseTo(0.25, 1);
    expect(means[2 - 2 * far]).toBeCloseTo(0, 1);
  });
});
