/**
 * Long-run sum of squares of a series of scores: its squares plus twice its lagged products, each lag
 * weighted `1 - lag / (lags + 1)`. Never negative beyond rounding, unlike an unweighted sum.
 *
 * Source: Newey & West (1987), A Simple, Positive Semi-definite, Heteroskedasticity and
 * Autocorrelation Consistent Covariance Matrix, Econometrica 55(3).
 */
export function bartlettSum(left: ArrayLike<number>, right: ArrayLike<number>, lags: number): number {
  const count = left.length;
  let total = 0;
  for (let i = 0; i < count; i += 1) total += (left[i] as number) * (right[i] as number);
  for (let lag = 1; lag <= lags && lag < count; lag += 1) {
    let products = 0;
    for (let i = lag; i < count; i += 1) {
      products +=
        (left[i] as number) * (right[i - lag] as number) + (left[i - lag] as number) * (right[i] as number);
    }
    total += (1 - lag / (lags + 1)) * products;
  }
  return total;
}
