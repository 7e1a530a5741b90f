import { choleskyFactor, choleskySolve } from '../../numerics/cholesky.ts';
import { writeDotProducts } from '../../numerics/dot-product.ts';
import { generalizedEigen } from '../../numerics/generalized-eigen.ts';
import { squareRows } from '../../numerics/square-rows.ts';

/** The portfolio whose past says least of its future, and so reverts fastest. */
export interface CanonicalPortfolio {
  /** Sum to 1 in size; the largest is above zero. */
  readonly weights: readonly number[];
  /** Means of the log prices over the window. */
  readonly means: readonly number[];
  /** Share of the variance of the portfolio that its last value foretells. */
  readonly predictability: number;
  /** Deviation of the portfolio over the window, divided by the number of bars. */
  readonly deviation: number;
}

const RIDGE = 1e-8;
const NEAREST = 1e-12;

/**
 * Canonical decompositions of `size` columns of `count` log prices, one after another in the same memory.
 *
 * Source: Box & Tiao (1977), Biometrika 64(2); d'Aspremont (2011), Quantitative Finance 11(3).
 */
export class CanonicalPortfolios {
  /** To be filled before each decomposition, which takes their means off them. */
  readonly columns: readonly Float64Array[];
  /** Their values without the last, and without the first. */
  readonly #before: readonly Float64Array[];
  readonly #after: readonly Float64Array[];
  readonly #count: number;
  readonly #covariance: readonly Float64Array[];
  readonly #products: readonly Float64Array[];
  readonly #lagged: readonly Float64Array[];

  constructor(size: number, count: number) {
    this.columns = Array.from({ length: size }, () => new Float64Array(count));
    this.#before = this.columns.map((column) => column.subarray(0, -1));
    this.#after = this.columns.map((column) => column.subarray(1));
    this.#count = count;
    [this.#covariance, this.#products, this.#lagged] = [squareRows(size), squareRows(size), squareRows(size)];
  }

  /** Undefined where the columns do not vary. */
  decompose(): CanonicalPortfolio | undefined {
    const { columns } = this;
    const means = columns.map(takeMean);
    const ridge = this.#writeMoments();
    if (ridge === undefined) return undefined;
    const A = timesInverse(this.#lagged, this.#products, ridge);
    const least = A && leastPredictable(this.#covariance, A);
    if (least === undefined) return undefined;
    const deviation = this.#deviationOf(least.weights);
    return deviation > NEAREST ? { ...least, means, deviation } : undefined;
  }

  /** Writes the products of the columns with each other and their covariance, and answers the ridge that is added to it. */
  #writeMoments(): number | undefined {
    const { columns } = this;
    const last = this.#count - 1;
    let trace = 0;
    for (let i = 0; i < columns.length; i += 1) {
      const products = this.#products[i] as Float64Array;
      const covariance = this.#covariance[i] as Float64Array;
      writeDotProducts(this.#lagged[i] as Float64Array, this.#after[i] as Float64Array, this.#before);
      writeDotProducts(products, this.#before[i] as Float64Array, this.#before, i + 1);
      const newest = columns[i]?.[last] as number;
      for (let j = 0; j <= i; j += 1) {
        const product = products[j] as number;
        covariance[j] = (product + newest * (columns[j]?.[last] as number)) / this.#count;
        (this.#products[j] as Float64Array)[i] = product;
        (this.#covariance[j] as Float64Array)[i] = covariance[j] as number;
      }
      trace += covariance[i] as number;
    }
    if (!(trace > NEAREST ** 2)) return undefined;
    for (let i = 0; i < columns.length; i += 1) {
      const covariance = this.#covariance[i] as Float64Array;
      covariance[i] = (covariance[i] as number) + (RIDGE * trace) / columns.length;
    }
    return RIDGE * trace;
  }

  #deviationOf(weights: readonly number[]): number {
    const { columns } = this;
    let squares = 0;
    for (let t = 0; t < this.#count; t += 1) {
      let value = 0;
      for (let i = 0; i < columns.length; i += 1)
        value += (weights[i] as number) * ((columns[i] as Float64Array)[t] as number);
      squares += value * value;
    }
    return Math.sqrt(squares / this.#count);
  }
}

/** Takes the mean off a column and answers it. */
function takeMean(column: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < column.length; t += 1) sum += column[t] as number;
  const mean = sum / column.length;
  for (let t = 0; t < column.length; t += 1) column[t] = (column[t] as number) - mean;
  return mean;
}

/** Smallest `lambda` of `A G A' w = lambda G w`, and its weights. */
export function leastPredictable(
  G: readonly ArrayLike<number>[],
  A: readonly ArrayLike<number>[],
): Pick<CanonicalPortfolio, 'predictability' | 'weights'> | undefined {
  const AG = multiplied(A, G);
  const AGA = multiplied(
    AG,
    A.map((_, j) => A.map((row) => row[j] as number)),
  );
  const found = generalizedEigen(AGA, G);
  const vector = found?.vectors.at(-1);
  if (found === undefined || vector === undefined) return undefined;
  const size = vector.reduce((sum, each) => sum + Math.abs(each), 0);
  const largest = vector.reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most), 0);
  const weights = Array.from(vector, (each) => each / (size * Math.sign(largest)));
  return { predictability: Math.max(0, found.values.at(-1) ?? NaN), weights };
}

/** `M S^-1` for a symmetric `S`, helped by a ridge where it is close to singular. */
function timesInverse(
  M: readonly Float64Array[],
  S: readonly Float64Array[],
  ridge: number,
): Float64Array[] | undefined {
  const factor =
    choleskyFactor(S) ??
    choleskyFactor(S.map((row, i) => row.map((each, j) => (i === j ? each + ridge : each))));
  return factor && M.map((row) => choleskySolve(factor, row));
}

function multiplied(A: readonly ArrayLike<number>[], B: readonly ArrayLike<number>[]): Float64Array[] {
  return A.map((row) =>
    Float64Array.from({ length: B[0]?.length ?? 0 }, (_, j) =>
      B.reduce((sum, other, k) => sum + (row[k] as number) * (other[j] as number), 0),
    ),
  );
}
