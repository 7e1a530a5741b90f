/**
 * Views of a series at lag 1 to `lags`, the nearest first, for the rows from `from` on: entry `t` of lag `k`
 * is the value `k` steps before row `from + t`.
 */
export function laggedColumns(values: Float64Array, lags: number, from: number = lags): Float64Array[] {
  return Array.from({ length: lags }, (_, i) => values.subarray(from - 1 - i, values.length - 1 - i));
}

/** A series in memory that stays, with views of it: whatever is written into `values` shows in them. */
export class LaggedSeries {
  readonly values: Float64Array;
  /** The values that have `lags` before them. */
  readonly rows: Float64Array;
  /** Their {@link laggedColumns}. */
  readonly columns: readonly Float64Array[];

  constructor(count: number, lags: number) {
    this.values = new Float64Array(count);
    this.rows = this.values.subarray(lags);
    this.columns = laggedColumns(this.values, lags);
  }
}
