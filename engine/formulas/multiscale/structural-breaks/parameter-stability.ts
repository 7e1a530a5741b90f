import { choleskyFactor, choleskySolve } from '../../../numerics/cholesky.ts';
import { columnRegression } from '../../../numerics/column-regression.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';

/** A regression of one series on a constant and others, and whether its coefficients stayed what they are. */
export interface ParameterStability {
  /** Large where the coefficients moved. */
  readonly statistic: number;
  /** The constant first. */
  readonly coefficients: readonly number[];
}

/**
 * Joint stability of the constant and the coefficients of a regression; the variance of the errors is not
 * among what is tested. Undefined where columns depend on each other or nothing is left to explain.
 *
 * Source: Nyblom (1989), Testing for the constancy of parameters over time, JASA 84(405); Hansen (1992),
 * Testing for parameter instability in linear models, Journal of Policy Modeling 14(4).
 */
export function parameterStability(
  columns: readonly Float64Array[],
  y: Float64Array,
): ParameterStability | undefined {
  const fit = columnRegression(columns, y);
  if (fit === undefined || !(fit.sumOfSquares > 1e-24 * y.length)) return undefined;
  const { coefficients, intercept, residuals } = fit;
  const scores = [residuals, ...columns.map((column) => residuals.map((e, t) => e * (column[t] as number)))];
  const products = scores.map((left) => scores.map((right) => dotProduct(left, right)));
  // In units of their own lengths, so that a flat column is not mistaken for a dependent one.
  const lengths = products.map((row, i) => Math.sqrt(row[i] as number));
  const factor = choleskyFactor(
    products.map((row, i) => row.map((each, j) => each / ((lengths[i] as number) * (lengths[j] as number)))),
    1e-12,
  );
  if (factor === undefined) return undefined;
  const sums = new Float64Array(scores.length);
  let total = 0;
  for (let t = 0; t < y.length; t += 1) {
    scores.forEach((score, i) => {
      sums[i] = (sums[i] as number) + (score[t] as number) / (lengths[i] as number);
    });
    total += dotProduct(sums, choleskySolve(factor, sums));
  }
  return { statistic: total / y.length, coefficients: [intercept, ...coefficients] };
}
