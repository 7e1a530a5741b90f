import { triangularFactor } from './triangular-factor.ts';

/** A linear model `y = X b` fitted by least squares. */
export interface LeastSquaresFit {
  /** In the order of the columns. */
  readonly coefficients: readonly number[];
  readonly residuals: readonly number[];
  /** `(X'X)^-1`, from which every covariance of the coefficients is made. */
  readonly inverseGram: readonly (readonly number[])[];
  /** Rows and columns of the design. */
  readonly count: number;
  readonly columns: number;
  readonly sumOfSquares: number;
  /** Against the mean of `y`, so the design has to hold a constant; undefined when `y` does not vary. */
  readonly rSquared: number | undefined;
}

/**
 * Fits `y = X b` through a Householder factorization, which keeps twice the digits that solving the
 * normal equations would. `rows` holds the design row by row; add a column of ones for a constant.
 * Undefined when there are not more rows than columns or when columns depend on each other.
 * @throws {RangeError} when the rows and `y` differ in number.
 */
export function ordinaryLeastSquares(
  rows: readonly (readonly number[])[],
  y: readonly number[],
): LeastSquaresFit | undefined {
  if (rows.length !== y.length) {
    throw new RangeError(`a regression needs one y per row, was given ${rows.length} rows and ${y.length} y`);
  }
  const columns = rows[0]?.length ?? 0;
  if (columns === 0 || rows.length <= columns) return undefined;
  const factored = triangularFactor(rows, y);
  if (factored === undefined) return undefined;

  const { coefficients, inverseGram } = factored;
  const residuals = rows.map((row, i) => (y[i] ?? 0) - dot(row, coefficients));
  const sumOfSquares = dot(residuals, residuals);
  return {
    coefficients,
    residuals,
    inverseGram,
    count: rows.length,
    columns,
    sumOfSquares,
    rSquared: shareExplained(y, sumOfSquares),
  };
}

/** Standard errors that hold when all errors have the same variance and no memory. */
export function classicErrors(fit: LeastSquaresFit): number[] {
  const variance = fit.sumOfSquares / (fit.count - fit.columns);
  return fit.inverseGram.map((row, i) => Math.sqrt(variance * (row[i] ?? 0)));
}

function shareExplained(y: readonly number[], sumOfSquares: number): number | undefined {
  const mean = y.reduce((sum, each) => sum + each, 0) / y.length;
  const total = y.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return total > 0 ? 1 - sumOfSquares / total : undefined;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, each, i) => sum + each * (b[i] ?? 0), 0);
}
