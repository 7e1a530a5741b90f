import { wholeNumber } from './checked-numbers.ts';
import { squareRows } from './square-rows.ts';

/**
 * Means and covariances of several series over the last `length` rows; a row costs a product per pair. The
 * sums are taken around a row near the middle of the window and afresh once per window, so that nothing
 * drifts and a level far from 0 costs no digits.
 */
export class RollingCovariance {
  readonly width: number;
  readonly #rows: Float64Array;
  readonly #length: number;
  readonly #sums: Float64Array;
  readonly #products: Float64Array;
  readonly #origin: Float64Array;
  readonly #means: Float64Array;
  #next = 0;
  #count = 0;

  constructor(width: number, length: number) {
    this.width = wholeNumber('a width', width);
    this.#length = wholeNumber('a window', length, 2);
    this.#rows = new Float64Array(width * length);
    this.#sums = new Float64Array(width);
    this.#products = new Float64Array(width * width);
    this.#origin = new Float64Array(width);
    this.#means = new Float64Array(width);
  }

  /** Rows held now. */
  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.#count === this.#length;
  }

  /** Mean of each series; the list is used again. */
  get means(): Readonly<Float64Array> {
    for (let i = 0; i < this.width; i += 1) {
      this.#means[i] = (this.#origin[i] as number) + (this.#sums[i] as number) / this.#count;
    }
    return this.#means;
  }

  /** Covariance of two series, divided by the number of rows less one; NaN below two rows. */
  covariance(i: number, j: number): number {
    if (this.#count < 2) return NaN;
    const low = Math.min(i, j);
    const high = Math.max(i, j);
    const product = this.#products[low * this.width + high] as number;
    const shared = ((this.#sums[i] as number) * (this.#sums[j] as number)) / this.#count;
    const covariance = (product - shared) / (this.#count - 1);
    return i === j ? Math.max(0, covariance) : covariance;
  }

  /** All covariances. */
  matrix(): Float64Array[] {
    const rows = squareRows(this.width);
    this.copyMatrixTo(rows);
    return rows;
  }

  /** Writes all covariances into as many rows as there are series. */
  copyMatrixTo(rows: readonly Float64Array[]): void {
    for (let i = 0; i < this.width; i += 1) {
      const row = rows[i] as Float64Array;
      for (let j = 0; j < this.width; j += 1) row[j] = this.covariance(i, j);
    }
  }

  push(row: ArrayLike<number>): void {
    const at = this.#next * this.width;
    if (this.#count === 0) for (let i = 0; i < this.width; i += 1) this.#origin[i] = row[i] as number;
    if (this.isFull) this.#add(at, -1);
    else this.#count += 1;
    for (let i = 0; i < this.width; i += 1) this.#rows[at + i] = row[i] as number;
    this.#add(at, 1);
    this.#next = this.#next + 1 === this.#length ? 0 : this.#next + 1;
    if (this.#next === 0) this.#refresh();
  }

  #add(at: number, sign: 1 | -1): void {
    const rows = this.#rows;
    const origin = this.#origin;
    const sums = this.#sums;
    const products = this.#products;
    const { width } = this;
    for (let i = 0; i < width; i += 1) {
      const value = sign * ((rows[at + i] as number) - (origin[i] as number));
      sums[i] = (sums[i] as number) + value;
      for (let j = i; j < width; j += 1) {
        const place = i * width + j;
        products[place] =
          (products[place] as number) + value * ((rows[at + j] as number) - (origin[j] as number));
      }
    }
  }

  #refresh(): void {
    this.#origin.set(this.means);
    this.#sums.fill(0);
    this.#products.fill(0);
    for (let at = 0; at < this.#count * this.width; at += this.width) this.#add(at, 1);
  }
}
