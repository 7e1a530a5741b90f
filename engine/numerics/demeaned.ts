/** Writes values less their mean into `target`, which may be the list itself, and answers the mean. */
export function writeDemeaned(values: ArrayLike<number>, target: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t += 1) sum += values[t] as number;
  const mean = sum / values.length;
  writeLess(values, mean, target);
  return mean;
}

/** {@link writeDemeaned} of several lists of one length, two at a time: each sum waits for its last addition. */
export function writeAllDemeaned(
  lists: readonly ArrayLike<number>[],
  targets: readonly Float64Array[],
): void {
  for (let i = 0; i < lists.length; i += 2) {
    const one = lists[i] as ArrayLike<number>;
    const other = lists[i + 1] ?? one;
    const { length } = one;
    let sum = 0;
    let sumOfOther = 0;
    for (let t = 0; t < length; t += 1) {
      sum += one[t] as number;
      sumOfOther += other[t] as number;
    }
    writeLess(one, sum / length, targets[i] as Float64Array);
    if (other !== one) writeLess(other, sumOfOther / length, targets[i + 1] as Float64Array);
  }
}

function writeLess(values: ArrayLike<number>, mean: number, target: Float64Array): void {
  for (let t = 0; t < values.length; t += 1) target[t] = (values[t] as number) - mean;
}
