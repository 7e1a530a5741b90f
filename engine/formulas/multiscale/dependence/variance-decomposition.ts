import { squareRows } from '../../../numerics/square-rows.ts';

/** Who moves whom among several series. */
export interface Spillovers {
  /** Share of the forecast variance of series i that comes from j; rows sum to 1. */
  readonly shares: readonly Float64Array[];
  /** Mean share that comes from others, in per cent. */
  readonly total: number;
  /** What each gives to others less what it takes from them, in per cent. */
  readonly net: readonly number[];
}

/**
 * Generalized decomposition of the forecast variance of vector autoregressions of `size` series over `horizon`
 * steps: one after another in the same memory.
 *
 * Source: Diebold & Yilmaz (2012), Better to give than to receive, International Journal of Forecasting 28(1);
 * Pesaran & Shin (1998), Generalized impulse response analysis, Economics Letters 58(1).
 */
export class VarianceDecomposition {
  readonly #size: number;
  readonly #shares: readonly Float64Array[];
  readonly #net: number[];
  readonly #whole: Float64Array;
  readonly #shocks: readonly Float64Array[];
  /** What a move of one series is followed by, step by step; the first is the move alone. */
  readonly #responses: readonly (readonly Float64Array[])[];
  readonly #term: readonly Float64Array[];

  constructor(size: number, horizon: number) {
    this.#size = size;
    this.#shares = squareRows(size);
    this.#net = Array.from({ length: size }, () => 0);
    this.#whole = new Float64Array(size);
    this.#shocks = squareRows(size);
    this.#responses = Array.from({ length: horizon }, () => squareRows(size));
    this.#responses[0]?.forEach((row, i) => (row[i] = 1));
    this.#term = squareRows(size);
  }

  /** `coefficients[k - 1]` are those of lag k. Valid until the next call. */
  of(coefficients: readonly (readonly Float64Array[])[], covariance: readonly Float64Array[]): Spillovers {
    const shares = this.#shares;
    this.#whole.fill(0);
    for (let i = 0; i < this.#size; i += 1) (shares[i] as Float64Array).fill(0);
    for (let step = 0; step < this.#responses.length; step += 1) {
      if (step > 0) this.#respond(step, coefficients);
      this.#addShocks(this.#responses[step] as readonly Float64Array[], covariance);
    }
    for (let i = 0; i < this.#size; i += 1) normalize(shares[i] as Float64Array, this.#whole[i] as number);
    const total = this.#balance();
    return { shares, total, net: this.#net };
  }

  /** The response of a step to those of the steps before. */
  #respond(step: number, coefficients: readonly (readonly Float64Array[])[]): void {
    const response = this.#responses[step] as readonly Float64Array[];
    for (let i = 0; i < this.#size; i += 1) (response[i] as Float64Array).fill(0);
    for (let k = 0; k < Math.min(coefficients.length, step); k += 1) {
      const lag = coefficients[k] as readonly Float64Array[];
      writeProduct(this.#term, lag, this.#responses[step - 1 - k] as readonly Float64Array[]);
      for (let i = 0; i < this.#size; i += 1) add(response[i] as Float64Array, this.#term[i] as Float64Array);
    }
  }

  /** Adds what a step gives to the variances, and what of it each shock gives. */
  #addShocks(response: readonly Float64Array[], covariance: readonly Float64Array[]): void {
    writeProduct(this.#shocks, response, covariance);
    for (let i = 0; i < this.#size; i += 1) {
      const given = this.#shares[i] as Float64Array;
      for (let j = 0; j < this.#size; j += 1) {
        const shock = this.#shocks[i]?.[j] as number;
        given[j] = (given[j] as number) + (shock * shock) / (covariance[j]?.[j] as number);
        this.#whole[i] = (this.#whole[i] as number) + shock * (response[i]?.[j] as number);
      }
    }
  }

  /** Writes what each series gives beyond what it takes; the mean share that comes from others, in per cent. */
  #balance(): number {
    const shares = this.#shares;
    let total = 0;
    for (let j = 0; j < this.#size; j += 1) {
      const own = shares[j]?.[j] as number;
      let to = 0;
      for (let i = 0; i < this.#size; i += 1) to += shares[i]?.[j] as number;
      this.#net[j] = 100 * (to - own - (1 - own));
      total += 1 - own;
    }
    return (100 * total) / this.#size;
  }
}

function writeProduct(
  target: readonly Float64Array[],
  a: readonly Float64Array[],
  b: readonly Float64Array[],
): void {
  for (let i = 0; i < a.length; i += 1) {
    const row = a[i] as Float64Array;
    const sums = (target[i] as Float64Array).fill(0);
    for (let k = 0; k < b.length; k += 1) {
      const weight = row[k] as number;
      const other = b[k] as Float64Array;
      for (let j = 0; j < sums.length; j += 1) sums[j] = (sums[j] as number) + weight * (other[j] as number);
    }
  }
}

function add(target: Float64Array, row: Float64Array): void {
  for (let j = 0; j < target.length; j += 1) target[j] = (target[j] as number) + (row[j] as number);
}

/** Divides shares by their whole, and then by what they sum to. */
function normalize(row: Float64Array, whole: number): void {
  let sum = 0;
  for (let j = 0; j < row.length; j += 1) {
    row[j] = (row[j] as number) / whole;
    sum += row[j] as number;
  }
  for (let j = 0; j < row.length; j += 1) row[j] = (row[j] as number) / sum;
}
