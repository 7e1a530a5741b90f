import { wholeNumber } from './checked-numbers.ts';
import { FastFourierPower, isFastLength } from './fast-fourier-power.ts';

/**
 * Power of a list at the frequencies of its Fourier transform, `k` whole cycles over its length: `|sum y_i
 * exp(-2 pi j k i / n)|^2` for k from 1 to just below half of the length, or to `most` where that is less.
 * Values as far from either end are taken together, and in a list of even length the frequencies as far from
 * a quarter of it: their waves differ by signs alone. All powers of a list of `2 ^ m` values are those of
 * {@link FastFourierPower}.
 */
export class FourierPower {
  readonly #length: number;
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;
  readonly #power: Float64Array;
  /** The last frequency worked out for itself; those above it come with their pairs. */
  readonly #last: number;
  /** Sum and difference of the values at `i` and `length - i`, from 1 on. */
  readonly #sums: Float64Array;
  readonly #differences: Float64Array;
  readonly #fast: FastFourierPower | undefined;

  constructor(length: number, most = Infinity) {
    const n = wholeNumber('a length', length, 4);
    const angles = Float64Array.from({ length: n }, (_, i) => (2 * Math.PI * i) / n);
    this.#length = n;
    this.#cosines = angles.map(Math.cos);
    this.#sines = angles.map(Math.sin);
    this.#power = new Float64Array(Math.min(most, Math.ceil(n / 2) - 1));
    this.#last = n % 2 === 0 && this.#power.length > n / 4 ? Math.floor(n / 4) : this.#power.length;
    this.#sums = new Float64Array(Math.ceil(n / 2));
    this.#differences = new Float64Array(this.#sums.length);
    this.#fast = isFastLength(n) && this.#power.length === n / 2 - 1 ? new FastFourierPower(n) : undefined;
  }

  /** The powers, from one cycle on; the list is used again. */
  of(values: Float64Array): Float64Array {
    if (this.#fast !== undefined) {
      this.#fast.write(values, this.#power);
      return this.#power;
    }
    const n = this.#length;
    for (let i = 1; i < this.#sums.length; i += 1) {
      this.#sums[i] = (values[i] as number) + (values[n - i] as number);
      this.#differences[i] = (values[i] as number) - (values[n - i] as number);
    }
    for (let k = 1; k <= this.#last; k += 1) this.#write(k, values);
    return this.#power;
  }

  /** Writes the power of `k` cycles, and where the length is even that of half the length less `k`. */
  #write(k: number, values: Float64Array): void {
    const n = this.#length;
    let evenReal = 0;
    let oddReal = 0;
    let evenImaginary = 0;
    let oddImaginary = 0;
    for (let i = 1, place = k; i < this.#sums.length; i += 2) {
      oddReal += (this.#sums[i] as number) * (this.#cosines[place] as number);
      oddImaginary += (this.#differences[i] as number) * (this.#sines[place] as number);
      place = place + k < n ? place + k : place + k - n;
      if (i + 1 === this.#sums.length) break;
      evenReal += (this.#sums[i + 1] as number) * (this.#cosines[place] as number);
      evenImaginary += (this.#differences[i + 1] as number) * (this.#sines[place] as number);
      place = place + k < n ? place + k : place + k - n;
    }
    const first = values[0] as number;
    const middle = n % 2 === 0 ? (values[n / 2] as number) : 0;
    const ends = first + (k % 2 === 0 ? middle : -middle);
    this.#set(k, ends + evenReal + oddReal, evenImaginary + oddImaginary);
    if (n % 2 !== 0) return;
    const other = n / 2 - k;
    const otherEnds = first + (other % 2 === 0 ? middle : -middle);
    this.#set(other, otherEnds + evenReal - oddReal, evenImaginary - oddImaginary);
  }

  #set(k: number, real: number, imaginary: number): void {
    if (k <= this.#power.length) this.#power[k - 1] = real * real + imaginary * imaginary;
  }
}
