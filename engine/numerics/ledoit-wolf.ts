import { writeAllDemeaned } from './demeaned.ts';
import { squareRows } from './square-rows.ts';

/** A covariance drawn towards one with equal variances and none in common. */
export interface ShrunkCovariance {
  readonly matrix: Float64Array[];
  /** How far it was drawn, 0 not at all and 1 all the way. */
  readonly shrinkage: number;
}

/**
 * Covariances of series of one length, each a list, divided by the length and shrunk by as much as the sample says is
 * best.
 *
 * Source: Ledoit & Wolf (2004), A Well-conditioned Estimator for Large-dimensional Covariance Matrices, Journal of
 * Multivariate Analysis 88(2).
 */
export const ledoitWolf = (series: readonly ArrayLike<number>[]): ShrunkCovariance =>
  new LedoitWolf().of(series);

/** {@link ledoitWolf} for whoever asks again and again, in memory that is used again. */
export class LedoitWolf {
  #centered: Float64Array[] = [];
  #matrix: Float64Array[] = [];

  /** The matrix is valid until the next call. */
  of(series: readonly ArrayLike<number>[]): ShrunkCovariance {
    const size = series.length;
    const length = series[0]?.length ?? 0;
    this.#makeRoom(size, length);
    const centered = this.#centered;
    const matrix = this.#matrix;
    writeAllDemeaned(series, centered);
    putCrossMeans(centered, matrix);
    let trace = 0;
    let squares = 0;
    for (let i = 0; i < size; i += 1) {
      const row = matrix[i] as Float64Array;
      trace += row[i] as number;
      for (let j = 0; j < size; j += 1) squares += (row[j] as number) * (row[j] as number);
    }
    const center = trace / size;
    // The distance from the target, and how far one sample lies from another.
    const distance = squares / size - center * center;
    const error = Math.max(0, (fourthsOf(centered, length) / length - squares) / length / size);
    const shrinkage = distance > 0 ? Math.min(1, error / distance) : 1;
    shrink(matrix, shrinkage, center);
    return { matrix, shrinkage };
  }

  #makeRoom(size: number, length: number): void {
    if (this.#matrix.length === size && (this.#centered[0]?.length ?? 0) === length) return;
    this.#centered = Array.from({ length: size }, () => new Float64Array(length));
    this.#matrix = squareRows(size);
  }
}

/** Means of the products of every two series, two pairs a walk: each sum waits for its last addition. */
function putCrossMeans(series: readonly Float64Array[], matrix: readonly Float64Array[]): void {
  for (let i = 0; i < series.length; i += 1) {
    const one = series[i] as Float64Array;
    const row = matrix[i] as Float64Array;
    for (let j = 0; j <= i; j += 2) {
      const second = series[j] as Float64Array;
      const third = series[Math.min(j + 1, i)] as Float64Array;
      let sum = 0;
      let sumOfThird = 0;
      for (let t = 0; t < one.length; t += 1) {
        sum += (one[t] as number) * (second[t] as number);
        sumOfThird += (one[t] as number) * (third[t] as number);
      }
      row[j] = sum / one.length;
      if (j < i) row[j + 1] = sumOfThird / one.length;
    }
    for (let j = 0; j < i; j += 1) (matrix[j] as Float64Array)[i] = row[j] as number;
  }
}

/** Sum of the squared norms of all rows, squared once more. */
function fourthsOf(centered: readonly Float64Array[], length: number): number {
  let fourths = 0;
  for (let t = 0; t < length; t += 1) {
    let norm = 0;
    for (let i = 0; i < centered.length; i += 1) norm += ((centered[i] as Float64Array)[t] as number) ** 2;
    fourths += norm * norm;
  }
  return fourths;
}

function shrink(matrix: readonly Float64Array[], shrinkage: number, center: number): void {
  for (let i = 0; i < matrix.length; i += 1) {
    const row = matrix[i] as Float64Array;
    for (let j = 0; j < row.length; j += 1)
      row[j] = (1 - shrinkage) * (row[j] as number) + (i === j ? shrinkage * center : 0);
  }
}
