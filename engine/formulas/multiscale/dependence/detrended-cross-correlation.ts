import { clip } from '../../../numerics/clip.ts';

/**
 * Correlation of two series at the scale of `n` steps: of what is left of their running sums when a straight
 * line is taken out of every stretch of `n + 1` points. NaN where one leaves nothing. Running sums of
 * products give every stretch in constant time.
 *
 * Source: Zebende (2011), DCCA cross-correlation coefficient, Physica A 390(4).
 */
export function detrendedCorrelation(x: Float64Array, y: Float64Array, n: number): number {
  const left = new Profile(x);
  const right = new Profile(y);
  const both = running(left.values.map((each, t) => each * (right.values[t] as number)));
  const count = n + 1;
  const timeSquares = (count * (count * count - 1)) / 12;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let from = 0; from + count <= x.length; from += 1) {
    const end = from + count;
    const sumX = left.sum(from, end);
    const sumY = right.sum(from, end);
    const timeX = left.withTime(from, end);
    const timeY = right.withTime(from, end);
    xx += left.square(from, end) - (sumX * sumX) / count - (timeX * timeX) / timeSquares;
    yy += right.square(from, end) - (sumY * sumY) / count - (timeY * timeY) / timeSquares;
    const product = (both[end] as number) - (both[from] as number);
    xy += product - (sumX * sumY) / count - (timeX * timeY) / timeSquares;
  }
  const scale = Math.sqrt(Math.max(0, xx)) * Math.sqrt(Math.max(0, yy));
  // What rounding leaves of a straight line is no fluctuation.
  const isStill = xx <= 1e-10 * left.square(0, x.length) || yy <= 1e-10 * right.square(0, x.length);
  return isStill || !(scale > 0) ? NaN : clip(xy / scale, -1, 1);
}

/** The running sum of a series around its mean, with what stretches of it add up to. */
class Profile {
  readonly values: Float64Array;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #withTime: Float64Array;

  constructor(series: Float64Array) {
    const mean = series.reduce((sum, each) => sum + each, 0) / series.length;
    let sum = 0;
    this.values = series.map((each) => (sum += each - mean));
    this.#sums = running(this.values);
    this.#squares = running(this.values.map((each) => each * each));
    this.#withTime = running(this.values.map((each, t) => t * each));
  }

  sum(from: number, end: number): number {
    return (this.#sums[end] as number) - (this.#sums[from] as number);
  }

  square(from: number, end: number): number {
    return (this.#squares[end] as number) - (this.#squares[from] as number);
  }

  /** Sum of the values times their distance from the middle of the stretch. */
  withTime(from: number, end: number): number {
    const middle = (from + end - 1) / 2;
    const timed = (this.#withTime[end] as number) - (this.#withTime[from] as number);
    return timed - middle * this.sum(from, end);
  }
}

function running(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let t = 0; t < values.length; t += 1) sums[t + 1] = (sums[t] as number) + (values[t] as number);
  return sums;
}
