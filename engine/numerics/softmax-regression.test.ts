import { describe, expect, it } from 'vitest';
import { softmaxProbabilities, softmaxRegression } from './softmax-regression.ts';

describe('softmax regression', () => {
  const rows = {
    count: 6,
    width: 1,
    inputs: Float64Array.of(0, 1, 2, 3, 4, 5),
    labels: Float64Array.of(0, 0, 1, 1, 2, 2),
  };

  it('finds the probabilities of scikit-learn’s LogisticRegression', () => {
    const weights = softmaxRegression(rows, 3, 1) ?? new Float64Array(6);
    const found = softmaxProbabilities(weights, Float64Array.of(0), new Float64Array(3));
    // C = 1, the probabilities of the first row
    [0.824656130894, 0.168329260664, 0.00701460844198].forEach((each, c) =>
      expect(found[c]).toBeCloseTo(each, 5),
    );
    // The penalty leaves the constants free, so the classes are as frequent as they were seen.
    const sums = [0, 1, 2].map((c) =>
      rows.inputs.reduce(
        (sum, x) => sum + (softmaxProbabilities(weights, Float64Array.of(x), new Float64Array(3))[c] ?? NaN),
        0,
      ),
    );
    sums.forEach((sum) => expect(sum).toBeCloseTo(2, 4));
  });

  it('bears scores of any size', () => {
    const certain = softmaxProbabilities(
      Float64Array.of(1000, 0, -1000, 0),
      Float64Array.of(1),
      new Float64Array(2),
    );
    expect([...certain]).toEqual([1, 0]);
  });
});
