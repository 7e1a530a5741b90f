import { wholeNumber } from './checked-numbers.ts';
import { KernelFloats } from './simd/kernel-memory.ts';
import { addRowProducts } from './simd/row-kernels.ts';

const FLOAT_BYTES = 8;

/**
 * Cross spectrum of two series after Welch: segments of `length` values that overlap by half, each without
 * its mean and faded at its ends (Hann, periodic), transformed at the frequencies asked for and summed.
 *
 * Source: Welch (1967), IEEE Trans. Audio and Electroacoustics 15(2).
 */
export class CrossSpectrum {
  readonly #length: number;
  readonly #first: number;
  readonly #taper: Float64Array;
  /** Places of half a segment, its middle among them: an even number. */
  readonly #places: number;
  /** A cosine for each bin in a row each, then a falling sine; a segment, folded twice; its products with all of them. */
  readonly #waves: KernelFloats;
  /** Real parts of all bins of the first series, then imaginary parts. */
  readonly #transform: Float64Array;
  /** Real and imaginary part of conj(X) Y, and the powers of both, per bin. */
  readonly #sums: readonly [Float64Array, Float64Array, Float64Array, Float64Array];

  /** For the bins `first` to `last`, a bin being so many whole cycles over `length`. */
  constructor(length: number, first: number, last: number) {
    this.#length = wholeNumber('a segment', length, 4);
    this.#first = wholeNumber('a bin', first);
    const bins = wholeNumber('the last bin', last, first) - first + 1;
    const angles = Float64Array.from({ length }, (_, i) => (2 * Math.PI * i) / length);
    this.#taper = angles.map((angle) => 0.5 - 0.5 * Math.cos(angle));
    const half = length >> 1;
    this.#places = half + 1 + ((half + 1) % 2);
    this.#transform = new Float64Array(2 * bins);
    this.#waves = new KernelFloats((2 * bins + 2) * this.#places + 2 * bins);
    const { values } = this.#waves;
    for (let bin = 0; bin < bins; bin += 1) {
      for (let i = 0; i <= half; i += 1) {
        const angle = angles[(i * (first + bin)) % length] as number;
        values[bin * this.#places + i] = Math.cos(angle);
        values[(bins + bin) * this.#places + i] = -Math.sin(angle);
      }
    }
    const list = () => new Float64Array(bins);
    this.#sums = [list(), list(), list(), list()];
  }

  /** Takes in two series of the same length; whatever was taken in before is forgotten. */
  measure(x: Float64Array, y: Float64Array): void {
    for (const each of this.#sums) each.fill(0);
    const half = this.#length >> 1;
    const products = this.#waves.length - this.#transform.length;
    const { values } = this.#waves;
    for (let start = 0; start + this.#length <= x.length; start += half) {
      this.#turn(x, start);
      for (let i = 0; i < this.#transform.length; i += 1) this.#transform[i] = values[products + i] as number;
      this.#turn(y, start);
      this.#add(values, products);
    }
  }

  /** Share of the variance of either that goes with the other at a bin, 0 to 1; NaN where one has none. */
  coherence(bin: number): number {
    const [reals, imaginaries, firsts, seconds] = this.#sums;
    const real = this.#at(reals, bin);
    const imaginary = this.#at(imaginaries, bin);
    const powers = this.#at(firsts, bin) * this.#at(seconds, bin);
    return powers > 0 ? Math.min(1, (real * real + imaginary * imaginary) / powers) : NaN;
  }

  /** Angle of conj(X) Y at a bin: below zero where the second follows the first. */
  phase(bin: number): number {
    const [reals, imaginaries] = this.#sums;
    return Math.atan2(this.#at(imaginaries, bin), this.#at(reals, bin));
  }

  /** Size of the cross spectrum, and power of the first, at a bin. */
  strength(bin: number): { readonly cross: number; readonly first: number } {
    const [reals, imaginaries, firsts] = this.#sums;
    const cross = Math.hypot(this.#at(reals, bin), this.#at(imaginaries, bin));
    return { cross, first: this.#at(firsts, bin) };
  }

  #at(list: Float64Array, bin: number): number {
    return list[bin - this.#first] ?? NaN;
  }

  /**
   * Transforms a segment: its products with all waves stand behind it then. Values as far from either end are taken
   * together, as their cosines are the same and their sines opposite.
   */
  #turn(series: Float64Array, start: number): void {
    const length = this.#length;
    const places = this.#places;
    const { address, values } = this.#waves;
    const products = this.#waves.length - this.#transform.length;
    const sums = products - 2 * places;
    const differences = products - places;
    let mean = 0;
    for (let i = 0; i < length; i += 1) mean += series[start + i] as number;
    mean /= length;
    // The taper is 0 at the first value.
    for (let i = 1, j = length - 1; i <= j; i += 1, j -= 1) {
      const taper = this.#taper[i] as number;
      const one = ((series[start + i] as number) - mean) * taper;
      const other = i === j ? 0 : ((series[start + j] as number) - mean) * taper;
      values[sums + i] = one + other;
      values[differences + i] = i === j ? 0 : one - other;
    }
    values.fill(0, products);
    const rows = this.#transform.length / 2;
    this.#multiply(address, sums, products, rows);
    this.#multiply(address + FLOAT_BYTES * rows * places, differences, products + rows, rows);
  }

  #multiply(
    matrix: number,
    ...[column, products, rows]: [column: number, products: number, rows: number]
  ): void {
    const { address } = this.#waves;
    addRowProducts(
      matrix,
      address + FLOAT_BYTES * column,
      FLOAT_BYTES * this.#places,
      address + FLOAT_BYTES * products,
      FLOAT_BYTES * rows,
    );
  }

  /** Adds a segment of both series to the sums; the second one is transformed from `from` on. */
  #add(values: Float64Array, from: number): void {
    const [real, imaginary, xx, yy] = this.#sums;
    for (let bin = 0; bin < real.length; bin += 1) {
      const xr = this.#transform[bin] as number;
      const xi = this.#transform[real.length + bin] as number;
      const yr = values[from + bin] as number;
      const yi = values[from + real.length + bin] as number;
      real[bin] = (real[bin] as number) + xr * yr + xi * yi;
      imaginary[bin] = (imaginary[bin] as number) + xr * yi - xi * yr;
      xx[bin] = (xx[bin] as number) + xr * xr + xi * xi;
      yy[bin] = (yy[bin] as number) + yr * yr + yi * yi;
    }
  }
}
