/**
 * Long-run sum of squares of a series of scores: its squares plus twice its lagged products, each lag
 * weighted `1 - lag / (lags + 1)`. Never negative beyond rounding, unlike an unweighted sum.
 *
 * Source: Newey & West (1987), A Simple, Positive Semi-definite, Heteroskedasticity and
 * Autocorrelation Consistent Covariance Matrix, Econometrica 55(3).
 */
export function bartlettSum(left: Float64Array, right: Float64Array, lags: number): number {
  let total = laggedProduct(left, right, 0);
  for (let lag = 1; lag <= lags && lag < left.length; lag += 1) {
    const one = laggedProduct(left, right, lag);
    const products = one + (left === right ? one : laggedProduct(right, left, lag));
    total += (1 - lag / (lags + 1)) * products;
  }
  return total;
}

/** Sum of products of values with those `lag` places before. Of four sums none waits for the last addition of another. */
function laggedProduct(now: Float64Array, before: Float64Array, lag: number): number {
  const whole = lag + ((now.length - lag) & ~3);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = lag; i < whole; i += 4) {
    s0 += (now[i] as number) * (before[i - lag] as number);
    s1 += (now[i + 1] as number) * (before[i - lag + 1] as number);
    s2 += (now[i + 2] as number) * (before[i - lag + 2] as number);
    s3 += (now[i + 3] as number) * (before[i - lag + 3] as number);
  }
  for (let i = whole; i < now.length; i += 1) s0 += (now[i] as number) * (before[i - lag] as number);
  return s0 + s1 + (s2 + s3);
}
