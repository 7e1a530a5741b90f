import { bartlettSum } from './bartlett-sum.ts';
import { wholeNumber } from './checked-numbers.ts';

/** A straight line through pairs, `y = intercept + slope * x`, and how far to believe it. */
export interface LineFit {
  readonly intercept: number;
  readonly slope: number;
  /** Standard error of the slope that allows for unequal variance and for autocorrelation up to the lags. */
  readonly slopeError: number;
  /** Share of the variance of `y` explained, 0 to 1; undefined when `y` does not vary. */
  readonly rSquared: number | undefined;
  /** Pairs the fit rests on. */
  readonly count: number;
}

/**
 * Simple regression over the last `window` pairs with Newey-West standard errors (Bartlett weights,
 * no small-sample factor). `push` takes constant time and stores the pair; the work, `window * lags`
 * products, is done when a fit is asked for. Nothing accumulates, so nothing drifts.
 *
 * When `y` looks `h` samples ahead of `x`, neighboring errors overlap: use at least `h - 1` lags.
 */
export class RollingRegression {
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #scores: Float64Array;
  readonly #lags: number;
  #next = 0;
  #count = 0;

  /** @throws {RangeError} when `window` is below 3 or `lags` is not a whole number of at least 0. */
  constructor(window: number, lags: number) {
    this.#x = new Float64Array(wholeNumber('a window', window, 3));
    this.#y = new Float64Array(window);
    this.#scores = new Float64Array(window);
    this.#lags = wholeNumber('lags', lags, 0);
  }

  /** Pairs in the window now, at most `window`. */
  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.#count === this.#x.length;
  }

  push(x: number, y: number): void {
    this.#x[this.#next] = x;
    this.#y[this.#next] = y;
    this.#next = this.#next + 1 === this.#x.length ? 0 : this.#next + 1;
    if (this.#count < this.#x.length) this.#count += 1;
  }

  /** The line through the pairs in the window; undefined below three pairs or when `x` does not vary. */
  fit(): LineFit | undefined {
    const count = this.#count;
    if (count < 3) return undefined;
    const meanX = meanOf(this.#x, count);
    const meanY = meanOf(this.#y, count);
    const { xx, xy, yy } = this.#centeredProducts(meanX, meanY);
    if (!(xx > 0)) return undefined;
    const slope = xy / xx;
    const intercept = meanY - slope * meanX;
    const squaredErrors = this.#score(meanX, meanY, slope);
    const scores = this.#scores.subarray(0, count);
    const longRun = bartlettSum(scores, scores, this.#lags);
    return {
      intercept,
      slope,
      slopeError: Math.sqrt(Math.max(0, longRun)) / xx,
      rSquared: yy > 0 ? Math.max(0, 1 - squaredErrors / yy) : undefined,
      count,
    };
  }

  #centeredProducts(meanX: number, meanY: number): { xx: number; xy: number; yy: number } {
    let xx = 0;
    let xy = 0;
    let yy = 0;
    for (let i = 0; i < this.#count; i += 1) {
      const x = (this.#x[i] as number) - meanX;
      const y = (this.#y[i] as number) - meanY;
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    return { xx, xy, yy };
  }

  /** Fills the scores, oldest first, because lags count in time; answers the sum of squared errors. */
  #score(meanX: number, meanY: number, slope: number): number {
    const oldest = this.isFull ? this.#next : 0;
    let squaredErrors = 0;
    for (let i = 0; i < this.#count; i += 1) {
      const at = oldest + i < this.#x.length ? oldest + i : oldest + i - this.#x.length;
      const x = (this.#x[at] as number) - meanX;
      const error = (this.#y[at] as number) - meanY - slope * x;
      this.#scores[i] = x * error;
      squaredErrors += error * error;
    }
    return squaredErrors;
  }
}

function meanOf(values: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += values[i] ?? 0;
  return sum / count;
}
