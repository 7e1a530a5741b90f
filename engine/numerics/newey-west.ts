import { bartlettSum } from './bartlett-sum.ts';
import { wholeNumber } from './checked-numbers.ts';
import type { LeastSquaresFit } from './ordinary-least-squares.ts';

/**
 * Covariance of the coefficients of a regression that stays right when errors differ in variance and
 * remember each other for up to `lags` rows (Bartlett weights, no small-sample factor).
 *
 * Source: Newey & West (1987), Econometrica 55(3).
 * @throws {RangeError} when `lags` is not a whole number of at least 0.
 */
export function neweyWestCovariance(
  fit: LeastSquaresFit,
  rows: readonly (readonly number[])[],
  lags: number,
): number[][] {
  wholeNumber('lags', lags, 0);
  // Scores already multiplied by (X'X)^-1 give the sandwich in one go.
  const influences = fit.inverseGram.map((weights) =>
    Float64Array.from(rows, (row, i) => {
      const leverage = weights.reduce((sum, weight, j) => sum + weight * (row[j] ?? 0), 0);
      return leverage * (fit.residuals[i] ?? 0);
    }),
  );
  return influences.map((left) => influences.map((right) => bartlettSum(left, right, lags)));
}

/** Standard errors of the coefficients under {@link neweyWestCovariance}. */
export function neweyWestErrors(
  fit: LeastSquaresFit,
  rows: readonly (readonly number[])[],
  lags: number,
): number[] {
  return neweyWestCovariance(fit, rows, lags).map((row, i) => Math.sqrt(Math.max(0, row[i] ?? 0)));
}

/** The usual lag count when nothing better is known: `floor(4 (n/100)^(2/9))`. */
export const customaryLags = (count: number): number => Math.floor(4 * (count / 100) ** (2 / 9));
