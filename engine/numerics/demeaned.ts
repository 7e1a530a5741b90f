/** Writes values less their mean into `target`, which may be the list itself, and answers the mean. */
export function writeDemeaned(values: ArrayLike<number>, target: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t += 1) sum += values[t] as number;
  const mean = sum / values.length;
  for (let t = 0; t < values.length; t += 1) target[t] = (values[t] as number) - mean;
  return mean;
}
