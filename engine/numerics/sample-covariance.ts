import { writeAllDemeaned } from './demeaned.ts';
import { productAround } from './four-sums.ts';
import { squareRows } from './square-rows.ts';

/** Covariances of series of one length, each a list, divided by the length less one. */
export const sampleCovariance = (series: readonly ArrayLike<number>[]): Float64Array[] =>
  new SampleCovariance().of(series);

/** {@link sampleCovariance} for whoever asks again and again, in memory that is used again. */
export class SampleCovariance {
  #centered: Float64Array[] = [];
  #matrix: Float64Array[] = [];

  /** The matrix is valid until the next call. */
  of(series: readonly ArrayLike<number>[]): Float64Array[] {
    this.#makeRoom(series.length, series[0]?.length ?? 0);
    const matrix = this.#matrix;
    writeAllDemeaned(series, this.#centered);
    for (let i = 0; i < series.length; i += 1) {
      const one = this.#centered[i] as Float64Array;
      for (let j = 0; j <= i; j += 1) {
        const covariance = productAround(one, 0, this.#centered[j] as Float64Array, 0) / (one.length - 1);
        (matrix[i] as Float64Array)[j] = covariance;
        (matrix[j] as Float64Array)[i] = covariance;
      }
    }
    return matrix;
  }

  #makeRoom(count: number, length: number): void {
    if (this.#matrix.length === count && (this.#centered[0]?.length ?? 0) === length) return;
    this.#centered = Array.from({ length: count }, () => new Float64Array(length));
    this.#matrix = squareRows(count);
  }
}
