/** Mean of a list and its standard deviation, divided by the number of values; NaN of nothing. */
export interface MeanAndDeviation {
  readonly mean: number;
  readonly deviation: number;
}

/** Both, in two passes, so that a mean far from 0 costs no digits. */
export function meanAndDeviation(values: ArrayLike<number>): MeanAndDeviation {
  const { length } = values;
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += values[i] as number;
  const mean = sum / length;
  let squares = 0;
  for (let i = 0; i < length; i += 1) {
    const deviation = (values[i] as number) - mean;
    squares += deviation * deviation;
  }
  return { mean, deviation: Math.sqrt(squares / length) };
}
