import { wholeNumber } from './checked-numbers.ts';
import { KernelFloats } from './simd/kernel-memory.ts';
import { addRowProducts } from './simd/row-kernels.ts';

const FLOAT_BYTES = 8;

/** How the windows of a series follow each other. */
export interface SeriesWindows {
  /** Values of a window. */
  readonly length: number;
  /** Values from one window to the next. */
  readonly every: number;
}

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
  /** Of each segment kept: real parts of all bins of the first series, imaginary parts, and both of the second. */
  readonly #transforms: Float64Array;
  /** Where in the series each segment kept begins; NaN where there is none yet. */
  readonly #starts: Float64Array;
  /** All segments begin a multiple of this apart. */
  readonly #step: number;
  /** Real and imaginary part of conj(X) Y, and the powers of both, per bin. */
  readonly #sums: readonly [Float64Array, Float64Array, Float64Array, Float64Array];

  /**
   * For the bins `first` to `last`, a bin being so many whole cycles over `length`. Where the windows of a series are
   * told, a segment is transformed once for all windows that it lies in.
   */
  constructor(length: number, first: number, last: number, windows?: SeriesWindows) {
    this.#length = wholeNumber('a segment', length, 4);
    this.#first = wholeNumber('a bin', first);
    const bins = wholeNumber('the last bin', last, first) - first + 1;
    const angles = Float64Array.from({ length }, (_, i) => (2 * Math.PI * i) / length);
    this.#taper = angles.map((angle) => 0.5 - 0.5 * Math.cos(angle));
    const half = length >> 1;
    this.#places = half + 1 + ((half + 1) % 2);
    this.#step =
      windows === undefined ? half : commonDivisor(half, wholeNumber('an interval', windows.every));
    this.#starts = new Float64Array(Math.ceil((windows?.length ?? 1) / this.#step)).fill(NaN);
    this.#transforms = new Float64Array(4 * bins * this.#starts.length);
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

  /**
   * Takes in two series of the same length; whatever was taken in before is forgotten. Of windows `place` says how many
   * values of the series stand before them.
   */
  measure(x: Float64Array, y: Float64Array, place = NaN): void {
    for (const each of this.#sums) each.fill(0);
    const half = this.#length >> 1;
    for (let start = 0; start + this.#length <= x.length; start += half) {
      const at = Number.isNaN(place) ? 0 : Math.floor((place + start) / this.#step) % this.#starts.length;
      if (this.#starts[at] !== place + start) this.#transform(x, y, start, at);
      this.#starts[at] = place + start;
      this.#add(at);
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

  /** Transforms the segment of both series that begins at `start`, to be kept as number `at`. */
  #transform(x: Float64Array, y: Float64Array, start: number, at: number): void {
    const numbers = 2 * this.#sums[0].length;
    const products = this.#waves.length - numbers;
    const { values } = this.#waves;
    const from = 2 * numbers * at;
    this.#turn(x, start);
    for (let i = 0; i < numbers; i += 1) this.#transforms[from + i] = values[products + i] as number;
    this.#turn(y, start);
    for (let i = 0; i < numbers; i += 1)
      this.#transforms[from + numbers + i] = values[products + i] as number;
  }

  /**
   * Transforms a segment: its products with all waves stand behind it then. Values as far from either end are taken
   * together, as their cosines are the same and their sines opposite.
   */
  #turn(series: Float64Array, start: number): void {
    const length = this.#length;
    const places = this.#places;
    const { address, values } = this.#waves;
    const rows = this.#sums[0].length;
    const products = this.#waves.length - 2 * rows;
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

  /** Adds a segment that is kept to the sums. */
  #add(at: number): void {
    const [real, imaginary, xx, yy] = this.#sums;
    const transforms = this.#transforms;
    const bins = real.length;
    for (let bin = 0, from = 4 * bins * at; bin < bins; bin += 1, from += 1) {
      const xr = transforms[from] as number;
      const xi = transforms[from + bins] as number;
      const yr = transforms[from + 2 * bins] as number;
      const yi = transforms[from + 3 * bins] as number;
      real[bin] = (real[bin] as number) + xr * yr + xi * yi;
      imaginary[bin] = (imaginary[bin] as number) + xr * yi - xi * yr;
      xx[bin] = (xx[bin] as number) + xr * xr + xi * xi;
      yy[bin] = (yy[bin] as number) + yr * yr + yi * yi;
    }
  }
}

/** The largest whole number that divides both. */
const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));
