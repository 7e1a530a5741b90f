import { meanAndDeviation } from './mean-and-deviation.ts';

/** Standard deviation of a list, divided by the number of values less one; NaN below two values. */
export function sampleDeviation(values: ArrayLike<number>): number {
  const { length } = values;
  return length < 2 ? NaN : meanAndDeviation(values).deviation * Math.sqrt(length / (length - 1));
}
