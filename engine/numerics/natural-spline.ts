/**
 * The smooth curve through knots that bends least: cubic between neighbors, straight at both ends. Knots
 * ascend in `x`; asked for at ascending places, it walks along them once.
 *
 * Source: de Boor (2001), A Practical Guide to Splines, chapter IV.
 */
export class NaturalSpline {
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #bends: Float64Array;
  #piece = 0;

  /** @throws {RangeError} when there are less than two knots. */
  constructor(x: Float64Array, y: Float64Array) {
    if (x.length < 2) throw new RangeError(`a spline needs at least two knots, was given ${x.length}`);
    this.#x = x;
    this.#y = y;
    this.#bends = secondDerivatives(x, y);
  }

  /** The curve at `place`; beyond the knots its outermost piece goes on. */
  at(place: number): number {
    const x = this.#x;
    while (this.#piece > 0 && place < (x[this.#piece] as number)) this.#piece -= 1;
    while (this.#piece < x.length - 2 && place > (x[this.#piece + 1] as number)) this.#piece += 1;
    const i = this.#piece;
    const width = (x[i + 1] as number) - (x[i] as number);
    const left = ((x[i + 1] as number) - place) / width;
    const right = 1 - left;
    const bend =
      left * (left * left - 1) * (this.#bends[i] as number) +
      right * (right * right - 1) * (this.#bends[i + 1] as number);
    return left * (this.#y[i] as number) + right * (this.#y[i + 1] as number) + (bend * width * width) / 6;
  }
}

/** Second derivatives at the knots, 0 at both ends, from the tridiagonal system of smooth joins. */
function secondDerivatives(x: Float64Array, y: Float64Array): Float64Array {
  const count = x.length;
  const bends = new Float64Array(count);
  const factors = new Float64Array(count);
  let before = (x[1] as number) - (x[0] as number);
  let slopeBefore = ((y[1] as number) - (y[0] as number)) / before;
  for (let i = 1; i < count - 1; i += 1) {
    const width = (x[i + 1] as number) - (x[i] as number);
    const slope = ((y[i + 1] as number) - (y[i] as number)) / width;
    const diagonal = 2 * (before + width) - before * (factors[i - 1] as number);
    factors[i] = width / diagonal;
    bends[i] = (6 * (slope - slopeBefore) - before * (bends[i - 1] as number)) / diagonal;
    before = width;
    slopeBefore = slope;
  }
  for (let i = count - 2; i > 0; i -= 1) {
    bends[i] = (bends[i] as number) - (factors[i] as number) * (bends[i + 1] as number);
  }
  return bends;
}
