/**
 * Mean of the smallest `share` of the values, the last of which counts in part where the share is no whole
 * number of them.
 * @throws {RangeError} when there are no values or the share is not above 0 and at most 1.
 */
export function smallestMean(values: ArrayLike<number>, share: number): number {
  if (!(share > 0 && share <= 1)) throw new RangeError(`a share must lie in 0 to 1, was ${share}`);
  if (values.length === 0) throw new RangeError('the smallest of no values have no mean');
  const sorted = Float64Array.from(values).sort();
  const mass = sorted.length * share;
  const whole = Math.floor(mass);
  let sum = 0;
  for (let i = 0; i < whole; i += 1) sum += sorted[i] as number;
  if (whole < sorted.length) sum += (mass - whole) * (sorted[whole] as number);
  return sum / mass;
}
