import { describe, expect, it } from 'vitest';
import { columnMeans, meanLabel } from './labeled-rows.ts';
import { partialLeastSquares } from './partial-least-squares.ts';

describe('partial least squares', () => {
  const inputs = Float64Array.of(1, 2, 0.5, 2, 1, -1, 0, 1, 1, 3, 2, 0, 1, 0, 2);
  const labels = Float64Array.of(1, 0.5, 0.3, 2, -0.5);
  const rows = { count: 5, width: 3, inputs, labels };
  const means = columnMeans(rows);
  const mean = meanLabel(rows);
  const centered = {
    ...rows,
    inputs: inputs.map((each, at) => each - (means[at % 3] ?? NaN)),
    labels: labels.map((each) => each - mean),
  };
  const forecast = (coefficients: Float64Array | undefined, x: readonly number[]) =>
    x.reduce((sum, each, j) => sum + (coefficients?.[j] ?? NaN) * (each - (means[j] ?? NaN)), mean);

  it('forecasts what scikit-learn’s PLSRegression does', () => {
    // n_components 2, scale False
    expect(forecast(partialLeastSquares(centered, 2)[1], [1.5, 1, 0.5])).toBeCloseTo(0.510931820849, 10);
  });

  it('is least squares with as many components as columns', () => {
    const [, , all] = partialLeastSquares(centered, 3);
    const errors = Array.from(
      labels,
      (label, i) => label - forecast(all, [...inputs.subarray(3 * i, 3 * i + 3)]),
    );
    [0, 1, 2].forEach((j) => {
      const along = errors.reduce((sum, error, i) => sum + error * (inputs[3 * i + j] ?? NaN), 0);
      expect(along).toBeCloseTo(0, 9);
    });
  });

  it('has no component where nothing varies with the labels', () => {
    expect(partialLeastSquares({ ...centered, labels: new Float64Array(5) }, 3)).toEqual([]);
  });
});
