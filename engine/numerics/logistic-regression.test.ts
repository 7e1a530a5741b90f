import { describe, expect, it } from 'vitest';
import { logisticLine } from './logistic-line.ts';
import { logisticProbability, logisticRegression } from './logistic-regression.ts';

describe('a logistic regression', () => {
  it('finds the log odds of two groups: 3 of 4 where x is 1, 1 of 4 where it is 0', () => {
    const rows = [0, 0, 0, 0, 1, 1, 1, 1].map((x) => [x]);
    const fit = logisticRegression(rows, [1, 0, 0, 0, 1, 1, 1, 0], 0);
    expect(fit?.coefficients[0]).toBeCloseTo(Math.log(1 / 3), 9);
    expect(fit?.coefficients[1]).toBeCloseTo(Math.log(9), 9);
    // Of log odds of k of n: sqrt(1/k + 1/(n-k)), here 1/1 + 1/3.
    expect(fit?.errors[0]).toBeCloseTo(Math.sqrt(4 / 3), 9);
    expect(fit?.logLikelihood).toBeCloseTo(2 * (3 * Math.log(0.75) + Math.log(0.25)), 9);
    expect(logisticProbability(fit?.coefficients ?? [], [1])).toBeCloseTo(0.75, 9);
  });

  it('shrinks towards nothing under a penalty, except the constant', () => {
    const rows = [[0], [0], [1], [1]];
    const free = logisticRegression(rows, [0, 1, 1, 1], 1);
    const tight = logisticRegression(rows, [0, 1, 1, 1], 1e6);
    expect(free?.coefficients[1]).toBeGreaterThan(0.1);
    expect(tight?.coefficients[1]).toBeCloseTo(0, 5);
    expect(tight?.coefficients[0]).toBeCloseTo(Math.log(3), 4);
  });

  it('agrees with the line of one number where the penalty vanishes', () => {
    const x = [-1, -0.5, 0, 0.2, 0.7, 1.3, -0.3, 0.9];
    const y = [0, 0, 1, 0, 1, 1, 0, 1];
    const line = logisticLine(x, y, 1e-9);
    const fit = logisticRegression(
      x.map((each) => [each]),
      y,
      1e-9,
    );
    expect(fit?.coefficients[1]).toBeCloseTo(line?.slope ?? NaN, 4);
  });

  it.each([
    ['there is nothing', [], []],
    ['a plane parts the outcomes', [[-1], [-2], [1], [2]], [0, 0, 1, 1]],
    [
      'columns depend on each other',
      [
        [1, 2],
        [2, 4],
        [3, 6],
        [0, 0],
      ],
      [0, 1, 0, 1],
    ],
  ])('does not exist where %s', (_what, rows, outcomes) => {
    expect(logisticRegression(rows, outcomes, 0)).toBeUndefined();
  });

  it('wants an outcome per row and no penalty below zero', () => {
    expect(() => logisticRegression([[1]], [], 0)).toThrow('was given 1 and 0');
    expect(() => logisticRegression([[1]], [1], -1)).toThrow('was -1');
  });
});
