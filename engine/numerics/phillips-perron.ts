import { bartlettSum } from './bartlett-sum.ts';
import { coefficientError, ColumnRegression } from './column-regression.ts';

const LEAST_VARIANCE = 1e-18;

/**
 * Statistic of a regression of each value on the one before, corrected for errors that remember each other
 * for up to `lags` steps; read like that of Dickey and Fuller. Undefined where the regression does not exist,
 * leaves no error, or the long-run variance is at most 1e-18. Works in the memory of `regression` where it is given.
 *
 * Source: Phillips & Perron (1988), Testing for a unit root in time series regression, Biometrika 75(2).
 */
export function phillipsPerronTau(
  y: Float64Array,
  lags: number,
  regression: ColumnRegression = new ColumnRegression(),
): number | undefined {
  const fit = regression.fit([y.subarray(0, -1)], y.subarray(1));
  if (fit === undefined || !(fit.sumOfSquares > 0)) return undefined;
  const { coefficients, count, freedom, residuals, sumOfSquares } = fit;
  const short = sumOfSquares / count;
  const long = bartlettSum(residuals, residuals, lags) / count;
  if (!(long > LEAST_VARIANCE)) return undefined;
  const error = coefficientError(fit, 0);
  const deviation = Math.sqrt(sumOfSquares / freedom);
  const plain = Math.sqrt(short / long) * (((coefficients[0] as number) - 1) / error);
  const tau = plain - 0.5 * ((long - short) / Math.sqrt(long)) * ((count * error) / deviation);
  return Number.isFinite(tau) ? tau : undefined;
}
