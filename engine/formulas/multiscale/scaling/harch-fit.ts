import { nonNegativeLeastSquares } from '../../../numerics/non-negative-least-squares.ts';

const DECAY = 0.97;
const LEAST_VARIANCE = 1e-12;

/**
 * The constant and the weight of the squared return over each horizon in the variance of the next bar, none
 * below zero, by least squares with the exponential mean of squared returns as the unit of every row. None
 * where the returns are too few.
 *
 * Source: Müller et al. (1997), Volatilities of different time resolutions, Journal of Empirical Finance 4(2).
 */
export function fitHarch(returns: Float64Array, horizons: readonly number[]): number[] | undefined {
  const longest = Math.max(...horizons);
  const sums = new Float64Array(returns.length + 1);
  for (let t = 0; t < returns.length; t += 1) sums[t + 1] = (sums[t] as number) + (returns[t] as number);
  const rows: Float64Array[] = [];
  const targets: number[] = [];
  let usual = (returns[0] ?? NaN) ** 2;
  for (let t = 0; t + 1 < returns.length; t += 1) {
    if (t > 0) usual = DECAY * usual + (1 - DECAY) * (returns[t] as number) ** 2;
    if (t + 1 < longest) continue;
    const unit = Math.max(usual, LEAST_VARIANCE);
    const row = new Float64Array(horizons.length + 1);
    row[0] = 1 / unit;
    horizons.forEach((bars, j) => {
      row[j + 1] = ((sums[t + 1] as number) - (sums[t + 1 - bars] as number)) ** 2 / unit;
    });
    rows.push(row);
    targets.push((returns[t + 1] as number) ** 2 / unit);
  }
  return rows.length > horizons.length + 1 ? [...nonNegativeLeastSquares(rows, targets)] : undefined;
}
