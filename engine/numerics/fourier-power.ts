import { wholeNumber } from './checked-numbers.ts';

/**
 * Power of a list at the frequencies of its Fourier transform, `k` whole cycles over its length: `|sum y_i
 * exp(-2 pi j k i / n)|^2` for k from 1 to just below half of the length, or to `most` where that is less.
 */
export class FourierPower {
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;
  readonly #power: Float64Array;

  constructor(length: number, most = Infinity) {
    const n = wholeNumber('a length', length, 4);
    const angles = Float64Array.from({ length: n }, (_, i) => (2 * Math.PI * i) / n);
    this.#cosines = angles.map(Math.cos);
    this.#sines = angles.map(Math.sin);
    this.#power = new Float64Array(Math.min(most, Math.ceil(n / 2) - 1));
  }

  /** The powers, from one cycle on; the list is used again. */
  of(values: Float64Array): Float64Array {
    const n = values.length;
    for (let k = 1; k <= this.#power.length; k += 1) {
      let real = 0;
      let imaginary = 0;
      for (let i = 0, place = 0; i < n; i += 1) {
        real += (values[i] as number) * (this.#cosines[place] as number);
        imaginary -= (values[i] as number) * (this.#sines[place] as number);
        place += k;
        if (place >= n) place -= n;
      }
      this.#power[k - 1] = real * real + imaginary * imaginary;
    }
    return this.#power;
  }
}
