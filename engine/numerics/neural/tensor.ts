/**
 * A matrix of a computation, row by row, and how a loss changes with each of its numbers. One that is only fed
 * has no slopes.
 */
export interface Tensor {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
  readonly slopes: Float64Array;
}

/** A matrix that is computed or learned. */
export const tensor = (rows: number, columns: number): Tensor => ({
  rows,
  columns,
  values: new Float64Array(rows * columns),
  slopes: new Float64Array(rows * columns),
});

/** A matrix that is fed: nobody asks how the loss changes with it. */
export const fedTensor = (rows: number, columns: number): Tensor => ({
  rows,
  columns,
  values: new Float64Array(rows * columns),
  slopes: new Float64Array(0),
});

/** `count` rows from row `first` on, as a view. */
export function rowsOf({ columns, slopes, values }: Tensor, first: number, count: number): Tensor {
  const from = first * columns;
  const to = (first + count) * columns;
  return { rows: count, columns, values: values.subarray(from, to), slopes: slopes.subarray(from, to) };
}

/** Whether slopes are followed. */
export const hasSlopes = ({ slopes }: Tensor): boolean => slopes.length > 0;
