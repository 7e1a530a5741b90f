import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neweyWestErrors } from './newey-west.ts';
import { ordinaryLeastSquares } from './ordinary-least-squares.ts';
import { RollingRegression } from './rolling-regression.ts';

type Pair = readonly [x: number, y: number];

function lineThrough(pairs: readonly Pair[], window: number, lags: number): RollingRegression {
  const line = new RollingRegression(window, lags);
  for (const [x, y] of pairs) line.push(x, y);
  return line;
}

describe('a rolling regression', () => {
  it('finds a line exactly, without error', () => {
    const fit = lineThrough(
      [
        [1, 5],
        [2, 7],
        [4, 11],
        [8, 19],
      ],
      4,
      2,
    ).fit();
    expect(fit?.intercept).toBeCloseTo(3, 13);
    expect(fit?.slope).toBeCloseTo(2, 13);
    expect(fit?.slopeError).toBeCloseTo(0, 12);
    expect(fit?.rSquared).toBeCloseTo(1, 13);
    expect(fit?.count).toBe(4);
  });

  it('needs three pairs', () => {
    expect(
      lineThrough(
        [
          [1, 5],
          [2, 7],
        ],
        4,
        0,
      ).fit(),
    ).toBeUndefined();
    expect(
      lineThrough(
        [
          [1, 5],
          [2, 7],
          [3, 8],
        ],
        4,
        0,
      ).fit()?.count,
    ).toBe(3);
  });

  it('has no slope where x stands still, and no share explained where y does', () => {
    expect(
      lineThrough(
        [
          [1, 5],
          [1, 7],
          [1, 8],
        ],
        3,
        0,
      ).fit(),
    ).toBeUndefined();
    const flat = lineThrough(
      [
        [1, 5],
        [2, 5],
        [3, 5],
      ],
      3,
      0,
    ).fit();
    expect([flat?.slope, flat?.rSquared]).toEqual([0, undefined]);
  });

  it('agrees with the regression of its window alone, whatever came before', () => {
    const pair = fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 }));
    fc.assert(
      fc.property(
        fc.array(pair, { minLength: 10, maxLength: 40 }),
        fc.integer({ min: 0, max: 4 }),
        (pairs, lags) => {
          const inside = pairs.slice(-10);
          const rows = inside.map(([x]) => [1, x]);
          const whole = ordinaryLeastSquares(
            rows,
            inside.map(([, y]) => y),
          );
          const fit = lineThrough(pairs, 10, lags).fit();
          fc.pre(whole !== undefined && fit !== undefined);
          expect(fit.slope).toBeCloseTo(whole.coefficients[1] ?? NaN, 9);
          expect(fit.intercept).toBeCloseTo(whole.coefficients[0] ?? NaN, 8);
          expect(fit.slopeError).toBeCloseTo(neweyWestErrors(whole, rows, lags)[1] ?? NaN, 8);
        },
      ),
    );
  });

  it('widens the error when neighboring errors go together', () => {
    // Errors come in runs of four; an error that ignores that believes too much.
    const pairs = Array.from({ length: 80 }, (_, i): Pair => [
      Math.floor(i / 4) % 5,
      Math.floor(i / 4) % 2 === 0 ? 1 : -1,
    ]);
    const naive = lineThrough(pairs, 80, 0).fit()?.slopeError ?? NaN;
    expect(lineThrough(pairs, 80, 3).fit()?.slopeError).toBeGreaterThan(1.3 * naive);
  });

  it.each([
    [2, 0, 'a window must be a whole number of at least 3, was 2'],
    [10, -1, 'lags must be a whole number of at least 0, was -1'],
  ])('refuses a window of %d with %d lags', (window, lags, message) => {
    expect(() => new RollingRegression(window, lags)).toThrow(message);
  });
});
