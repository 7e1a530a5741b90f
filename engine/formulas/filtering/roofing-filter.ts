/**
 * What is left of a series between two periods: a high-pass that takes out the trend and a smoother that
 * takes out the noise (Ehlers 2013, Cycle Analytics for Traders).
 */
export class RoofingFilter {
  readonly #alpha: number;
  readonly #c: readonly [c1: number, c2: number, c3: number];
  #x1 = NaN;
  #x2 = NaN;
  #high1 = 0;
  #high2 = 0;
  #smooth1 = 0;
  #smooth2 = 0;

  /** Cycles longer than `longest` and shorter than `shortest` values fade. */
  constructor(longest: number, shortest: number) {
    if (!(longest > 4) || !(shortest > 0)) {
      throw new RangeError(`a roof must span from above 0 to above 4 bars, was ${shortest} to ${longest}`);
    }
    const w = (Math.SQRT1_2 * 2 * Math.PI) / longest;
    this.#alpha = (Math.cos(w) + Math.sin(w) - 1) / Math.cos(w);
    const a = Math.exp((-Math.SQRT2 * Math.PI) / shortest);
    const c2 = 2 * a * Math.cos((Math.SQRT2 * Math.PI) / shortest);
    this.#c = [1 - c2 + a * a, c2, -a * a];
  }

  /** Coefficients, to compare with other implementations: that of the high-pass, then those of the smoother. */
  get coefficients(): readonly [alpha: number, c1: number, c2: number, c3: number] {
    return [this.#alpha, ...this.#c];
  }

  /** The filtered series at this value; 0 at the first two. */
  next(x: number): number {
    const rest = 1 - this.#alpha;
    const high = Number.isNaN(this.#x2)
      ? 0
      : (1 - this.#alpha / 2) ** 2 * (x - 2 * this.#x1 + this.#x2) +
        2 * rest * this.#high1 -
        rest * rest * this.#high2;
    const c = this.#c;
    const smooth = Number.isNaN(this.#x2)
      ? 0
      : (c[0] * (high + this.#high1)) / 2 + c[1] * this.#smooth1 + c[2] * this.#smooth2;
    this.#x2 = this.#x1;
    this.#x1 = x;
    this.#high2 = this.#high1;
    this.#high1 = high;
    this.#smooth2 = this.#smooth1;
    this.#smooth1 = smooth;
    return smooth;
  }
}
