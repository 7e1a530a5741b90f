import { describe, expect, it } from 'vitest';
import { LedoitWolf, ledoitWolf } from './ledoit-wolf.ts';

/** Six rows of three series, as columns. */
const columns = [
  [0.01, -0.02, 0.015, 0, 0.01, -0.01],
  [0.02, -0.01, 0.01, -0.02, 0.03, 0],
  [-0.01, 0, 0.02, -0.015, 0.01, -0.02],
];

describe('the shrunk covariance', () => {
  it('is that of scikit-learn 1.9.1', () => {
    // sklearn.covariance.LedoitWolf().fit(X)
    const { matrix, shrinkage } = ledoitWolf(columns);
    expect(shrinkage).toBeCloseTo(0.418259428219, 11);
    [
      [0.000178935701301, 0.0000799893286198, 0.0000496903405063],
      [0.0000799893286198, 0.000259329016429, 0.0000654458143253],
      [0.0000496903405063, 0.0000654458143253, 0.000204790837825],
    ].forEach((row, i) => row.forEach((each, j) => expect(matrix[i]?.[j]).toBeCloseTo(each, 14)));
  });

  it('keeps the sum of the variances', () => {
    const plain = columns.map((column) => {
      const mean = column.reduce((sum, each) => sum + each, 0) / 6;
      return column.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 6;
    });
    const trace = ledoitWolf(columns).matrix.reduce((sum, row, i) => sum + (row[i] ?? NaN), 0);
    expect(trace).toBeCloseTo(
      plain.reduce((sum, each) => sum + each, 0),
      15,
    );
  });

  it('goes all the way where the sample says nothing against it', () => {
    expect(
      ledoitWolf([
        [1, -1, 1, -1],
        [1, 1, -1, -1],
      ]),
    ).toEqual({ shrinkage: 1, matrix: [Float64Array.of(1, 0), Float64Array.of(0, 1)] });
  });

  it('is the same in memory that is used again, whatever was asked before', () => {
    const again = new LedoitWolf();
    for (const series of [columns, columns.slice(1), columns.map((each) => each.slice(1)), columns])
      expect(again.of(series)).toEqual(ledoitWolf(series));
  });
});
