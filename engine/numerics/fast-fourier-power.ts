import { wholeNumber } from './checked-numbers.ts';

/** Whether {@link FastFourierPower} takes lists of a length. */
export const isFastLength = (length: number): boolean => length >= 8 && (length & (length - 1)) === 0;

/**
 * Power of a list of `2 ^ m` values at `k` whole cycles over its length, for all k from 1 to below half of it. The
 * values are taken for complex ones of half the number, even ones real and odd ones imaginary.
 *
 * Source: Cooley & Tukey (1965), An Algorithm for the Machine Calculation of Complex Fourier Series, Mathematics of
 * Computation 19(90).
 */
export class FastFourierPower {
  /** Complex values that are transformed: half of those of a list. */
  readonly #half: number;
  readonly #reals: Float64Array;
  readonly #imaginaries: Float64Array;
  /** Where each complex value stands before the first stage: its place with the bits turned round. */
  readonly #places: Int32Array;
  /** Of the angles of a list: `k` whole turns over its length. */
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;

  /** @throws {RangeError} unless the length is a power of two of at least 8. */
  constructor(length: number) {
    if (!isFastLength(wholeNumber('a length', length)))
      throw new RangeError(`a length must be a power of two of at least 8, was ${length}`);
    const half = length / 2;
    const angles = Float64Array.from({ length: half }, (_, k) => (2 * Math.PI * k) / length);
    this.#half = half;
    this.#reals = new Float64Array(half);
    this.#imaginaries = new Float64Array(half);
    this.#cosines = angles.map(Math.cos);
    this.#sines = angles.map(Math.sin);
    this.#places = new Int32Array(half);
    for (let i = 1; i < half; i += 1)
      this.#places[i] = ((this.#places[i >> 1] as number) >> 1) + (i % 2) * (half >> 1);
  }

  /** Writes the powers, from one cycle on: one less than half the values. */
  write(values: Float64Array, powers: Float64Array): void {
    this.#pairUp(values);
    for (let span = 2; span < this.#half; span *= 2) this.#join(span);
    this.#writePowers(powers);
  }

  /** Brings the complex values into their order and joins every two of them. */
  #pairUp(values: Float64Array): void {
    const reals = this.#reals;
    const imaginaries = this.#imaginaries;
    for (let i = 0; i < this.#half; i += 2) {
      const one = 2 * (this.#places[i] as number);
      const other = 2 * (this.#places[i + 1] as number);
      const oneReal = values[one] as number;
      const oneImaginary = values[one + 1] as number;
      const otherReal = values[other] as number;
      const otherImaginary = values[other + 1] as number;
      reals[i] = oneReal + otherReal;
      imaginaries[i] = oneImaginary + otherImaginary;
      reals[i + 1] = oneReal - otherReal;
      imaginaries[i + 1] = oneImaginary - otherImaginary;
    }
  }

  /** Joins the transforms of every two lists of `span` values that follow each other. */
  #join(span: number): void {
    const reals = this.#reals;
    const imaginaries = this.#imaginaries;
    const step = this.#half / span;
    for (let k = 0; k < span; k += 1) {
      const cosine = this.#cosines[k * step] as number;
      const sine = this.#sines[k * step] as number;
      for (let i = k; i < this.#half; i += 2 * span) {
        const real = reals[i + span] as number;
        const imaginary = imaginaries[i + span] as number;
        const turnedReal = real * cosine + imaginary * sine;
        const turnedImaginary = imaginary * cosine - real * sine;
        const oneReal = reals[i] as number;
        const oneImaginary = imaginaries[i] as number;
        reals[i] = oneReal + turnedReal;
        imaginaries[i] = oneImaginary + turnedImaginary;
        reals[i + span] = oneReal - turnedReal;
        imaginaries[i + span] = oneImaginary - turnedImaginary;
      }
    }
  }

  /** Tells the transforms of the even and of the odd values apart, and joins them to that of all. */
  #writePowers(powers: Float64Array): void {
    const reals = this.#reals;
    const imaginaries = this.#imaginaries;
    for (let k = 1; k < this.#half; k += 1) {
      const one = reals[k] as number;
      const other = reals[this.#half - k] as number;
      const oneImaginary = imaginaries[k] as number;
      const otherImaginary = imaginaries[this.#half - k] as number;
      const oddReal = (oneImaginary + otherImaginary) / 2;
      const oddImaginary = (other - one) / 2;
      const cosine = this.#cosines[k] as number;
      const sine = this.#sines[k] as number;
      const real = (one + other) / 2 + oddReal * cosine + oddImaginary * sine;
      const imaginary = (oneImaginary - otherImaginary) / 2 + oddImaginary * cosine - oddReal * sine;
      powers[k - 1] = real * real + imaginary * imaginary;
    }
  }
}
