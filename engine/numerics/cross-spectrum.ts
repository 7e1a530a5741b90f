import { wholeNumber } from './checked-numbers.ts';

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
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;
  readonly #segments: readonly [Float64Array, Float64Array];
  /** Real and imaginary part of conj(X) Y, and the powers of both, per bin. */
  readonly #sums: readonly [Float64Array, Float64Array, Float64Array, Float64Array];

  /** For the bins `first` to `last`, a bin being so many whole cycles over `length`. */
  constructor(length: number, first: number, last: number) {
    this.#length = wholeNumber('a segment', length, 4);
    this.#first = wholeNumber('a bin', first);
    const bins = wholeNumber('the last bin', last, first) - first + 1;
    const angles = Float64Array.from({ length }, (_, i) => (2 * Math.PI * i) / length);
    this.#taper = angles.map((angle) => 0.5 - 0.5 * Math.cos(angle));
    this.#cosines = angles.map(Math.cos);
    this.#sines = angles.map(Math.sin);
    this.#segments = [new Float64Array(length), new Float64Array(length)];
    const list = () => new Float64Array(bins);
    this.#sums = [list(), list(), list(), list()];
  }

  /** Takes in two series of the same length; whatever was taken in before is forgotten. */
  measure(x: Float64Array, y: Float64Array): void {
    for (const each of this.#sums) each.fill(0);
    const half = this.#length >> 1;
    for (let start = 0; start + this.#length <= x.length; start += half) {
      this.#fade(x, start, this.#segments[0]);
      this.#fade(y, start, this.#segments[1]);
      for (let bin = 0; bin < this.#sums[0].length; bin += 1) this.#add(bin);
    }
  }

  /** Share of the variance of either that goes with the other at a bin, 0 to 1; NaN where one has none. */
  coherence(bin: number): number {
    const [real, imaginary, xx, yy] = this.#at(bin);
    const powers = xx * yy;
    return powers > 0 ? Math.min(1, (real * real + imaginary * imaginary) / powers) : NaN;
  }

  /** Angle of conj(X) Y at a bin: below zero where the second follows the first. */
  phase(bin: number): number {
    const [real, imaginary] = this.#at(bin);
    return Math.atan2(imaginary, real);
  }

  /** Size of the cross spectrum, and power of the first, at a bin. */
  strength(bin: number): { readonly cross: number; readonly first: number } {
    const [real, imaginary, xx] = this.#at(bin);
    return { cross: Math.hypot(real, imaginary), first: xx };
  }

  #at(bin: number): [real: number, imaginary: number, xx: number, yy: number] {
    const place = bin - this.#first;
    const [real, imaginary, xx, yy] = this.#sums;
    return [real[place] ?? NaN, imaginary[place] ?? NaN, xx[place] ?? NaN, yy[place] ?? NaN];
  }

  #fade(values: Float64Array, start: number, target: Float64Array): void {
    const length = this.#length;
    let mean = 0;
    for (let i = 0; i < length; i += 1) mean += values[start + i] as number;
    mean /= length;
    for (let i = 0; i < length; i += 1) {
      target[i] = ((values[start + i] as number) - mean) * (this.#taper[i] as number);
    }
  }

  #add(bin: number): void {
    const [x, y] = this.#segments;
    const length = this.#length;
    const cycles = bin + this.#first;
    let xr = 0;
    let xi = 0;
    let yr = 0;
    let yi = 0;
    for (let i = 0, place = 0; i < length; i += 1) {
      const cosine = this.#cosines[place] as number;
      const sine = this.#sines[place] as number;
      xr += (x[i] as number) * cosine;
      xi -= (x[i] as number) * sine;
      yr += (y[i] as number) * cosine;
      yi -= (y[i] as number) * sine;
      place += cycles;
      if (place >= length) place -= length;
    }
    const [real, imaginary, xx, yy] = this.#sums;
    real[bin] = (real[bin] as number) + xr * yr + xi * yi;
    imaginary[bin] = (imaginary[bin] as number) + xr * yi - xi * yr;
    xx[bin] = (xx[bin] as number) + xr * xr + xi * xi;
    yy[bin] = (yy[bin] as number) + yr * yr + yi * yi;
  }
}
