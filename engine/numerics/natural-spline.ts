/**
 * The smooth curve through knots that bends least: cubic between neighbors, straight at both ends. Knots
 * ascend in `x`.
 *
 * Source: de Boor (2001), A Practical Guide to Splines, chapter IV.
 */
export class NaturalSpline {
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #bends: Float64Array;

  /** @throws {RangeError} when there are less than two knots. */
  constructor(x: Float64Array, y: Float64Array) {
    if (x.length < 2) throw new RangeError(`a spline needs at least two knots, was given ${x.length}`);
    this.#x = x;
    this.#y = y;
    this.#bends = secondDerivatives(x, y);
  }

  /** Writes the curve at the places 0, 1, 2 … into `target`, along the last piece beyond the last knot; the first knot is not above 0. */
  writeTo(target: Float64Array): void {
    const x = this.#x;
    const y = this.#y;
    const bends = this.#bends;
    const pieces = x.length - 1;
    let place = 0;
    for (let i = 0; i < pieces && place < target.length; i += 1) {
      const end = x[i + 1] as number;
      const width = end - (x[i] as number);
      const [y0, y1] = [y[i] as number, y[i + 1] as number];
      const [bend0, bend1] = [bends[i] as number, bends[i + 1] as number];
      const last = i + 1 === pieces ? Infinity : end;
      for (; place < target.length && place <= last; place += 1) {
        const left = (end - place) / width;
        const right = 1 - left;
        const bend = left * (left * left - 1) * bend0 + right * (right * right - 1) * bend1;
        target[place] = left * y0 + right * y1 + (bend * width * width) / 6;
      }
    }
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
