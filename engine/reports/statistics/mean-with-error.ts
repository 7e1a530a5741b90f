/** A mean and its standard error; the error is undefined for fewer than two numbers. */
export interface MeanWithError {
  readonly count: number;
  readonly mean: number;
  /** Sample deviation over the root of the count: what chance alone moves the mean by. */
  readonly error: number | undefined;
}

/** The mean of independent numbers with its standard error; undefined where there is none. */
export function meanWithError(values: readonly number[]): MeanWithError | undefined {
  const count = values.length;
  if (count === 0) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return { count, mean, error: undefined };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count, mean, error: Math.sqrt(squares / (count - 1) / count) };
}
