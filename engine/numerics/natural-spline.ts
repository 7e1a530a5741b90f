import { wholeNumber } from './checked-numbers.ts';

/**
 * The smooth curve through knots that bends least: cubic between neighbors, straight at both ends. Knots
 * ascend in `x`. The lists are made once and used for one curve after the other.
 *
 * Source: de Boor (2001), A Practical Guide to Splines, chapter IV.
 */
export class NaturalSpline {
  /** To be filled in, from the first place on. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Second derivatives at the knots, 0 at both ends. */
  readonly #bends: Float64Array;
  readonly #factors: Float64Array;

  /** For curves of at most `most` knots. */
  constructor(most: number) {
    this.x = new Float64Array(wholeNumber('the number of knots', most, 2));
    this.y = new Float64Array(most);
    this.#bends = new Float64Array(most);
    this.#factors = new Float64Array(most);
  }

  /**
   * Adds a share of the curve through the first `count` knots, at the places 0, 1, 2 …, to `target`; beyond the
   * last knot along the last piece. The first knot is not above 0.
   * @throws {RangeError} when there are less than two knots.
   */
  addTo(target: Float64Array, count: number, share: number): void {
    if (count < 2) throw new RangeError(`a spline needs at least two knots, was given ${count}`);
    this.#join(count);
    const x = this.x;
    const y = this.y;
    const bends = this.#bends;
    const pieces = count - 1;
    let place = 0;
    for (let i = 0; i < pieces && place < target.length; i += 1) {
      const begin = x[i] as number;
      const end = x[i + 1] as number;
      const width = end - begin;
      const height = share * (y[i] as number);
      const bend = share * (bends[i] as number);
      const bendAfter = share * (bends[i + 1] as number);
      const slope = (share * (y[i + 1] as number) - height) / width - (width * (2 * bend + bendAfter)) / 6;
      const half = bend / 2;
      const turn = (bendAfter - bend) / (6 * width);
      const behind = i + 1 === pieces ? target.length : Math.min(target.length, Math.floor(end) + 1);
      for (; place < behind; place += 1) {
        const along = place - begin;
        target[place] = (target[place] as number) + height + along * (slope + along * (half + along * turn));
      }
    }
  }

  /** Solves the tridiagonal system of smooth joins. */
  #join(count: number): void {
    const x = this.x;
    const y = this.y;
    const bends = this.#bends;
    const factors = this.#factors;
    let before = (x[1] as number) - (x[0] as number);
    let slopeBefore = ((y[1] as number) - (y[0] as number)) / before;
    let factor = 0;
    let bend = 0;
    for (let i = 1; i < count - 1; i += 1) {
      const width = (x[i + 1] as number) - (x[i] as number);
      const slope = ((y[i + 1] as number) - (y[i] as number)) / width;
      const inverse = 1 / (2 * (before + width) - before * factor);
      bend = (6 * (slope - slopeBefore) - before * bend) * inverse;
      factor = width * inverse;
      factors[i] = factor;
      bends[i] = bend;
      before = width;
      slopeBefore = slope;
    }
    bends[0] = 0;
    bend = 0;
    bends[count - 1] = 0;
    for (let i = count - 2; i > 0; i -= 1) {
      bend = (bends[i] as number) - (factors[i] as number) * bend;
      bends[i] = bend;
    }
  }
}
