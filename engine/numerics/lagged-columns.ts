/**
 * Views of a series at lag 1 to `lags`, the nearest first, for the rows from `from` on: entry `t` of lag `k`
 * is the value `k` steps before row `from + t`.
 */
export function laggedColumns(values: Float64Array, lags: number, from: number = lags): Float64Array[] {
  return Array.from({ length: lags }, (_, i) => values.subarray(from - 1 - i, values.length - 1 - i));
}
