/** Mean, spread and form of a list of numbers, from moments divided by the count. */
export interface SampleShape {
  readonly count: number;
  readonly mean: number;
  /** Second central moment. */
  readonly variance: number;
  /** Third central moment over the 1.5th power of the second; NaN where nothing varies. */
  readonly skewness: number;
  /** Fourth central moment over the square of the second, 3 for the normal law; NaN where nothing varies. */
  readonly kurtosis: number;
}

/** The shape of the first `count` of `values`, in two passes, so that no digits cancel. */
export function sampleShape(values: ArrayLike<number>, count = values.length): SampleShape {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += values[i] as number;
  const mean = sum / count;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < count; i += 1) {
    const deviation = (values[i] as number) - mean;
    const square = deviation * deviation;
    second += square;
    third += square * deviation;
    fourth += square * square;
  }
  const variance = second / count;
  return {
    count,
    mean,
    variance,
    skewness: variance > 0 ? third / count / variance ** 1.5 : NaN,
    kurtosis: variance > 0 ? fourth / count / variance ** 2 : NaN,
  };
}
