import type { Parameter } from './computation.ts';
import { quickExponential } from '../quick-exponential.ts';

/**
 * Attention of the last of some rows over all of them, for networks that are asked and not trained: what
 * `queryAttention` answers to linear queries, keys and values of the rows. A product with the keys is one of
 * the rows with what the keys make of the query, and the values of a mean are the mean of the values; so
 * neither is computed row by row.
 */
export class LookBack {
  /** The answer, heads one after the other. */
  readonly answer: Float64Array;
  readonly #query: Float64Array;
  readonly #keys: Float64Array;
  readonly #values: Float64Array;
  readonly #heads: number;
  readonly #asked: Float64Array;
  readonly #mean: Float64Array;
  readonly #shares: Float64Array;

  /** Square matrices of the query, the keys and the values, for `length` rows. */
  constructor(
    [query, keys, values]: readonly [Parameter, Parameter, Parameter],
    { heads, length }: { readonly heads: number; readonly length: number },
  ) {
    this.#query = query.values.slice();
    this.#keys = keys.values.slice();
    this.#values = values.values.slice();
    this.#heads = heads;
    this.answer = new Float64Array(query.rows);
    this.#asked = new Float64Array(query.columns);
    this.#mean = new Float64Array(query.columns);
    this.#shares = new Float64Array(length);
  }

  /** Looks from the last row back over all. */
  look(rows: Readonly<Float64Array>): void {
    const width = this.answer.length / this.#heads;
    for (let head = 0; head < this.#heads; head += 1) {
      this.#ask(rows, head * width, width);
      this.#average(rows);
      this.#tell(head * width, width);
    }
  }

  /** What the keys of a head make of the query of the last row. */
  #ask(rows: Readonly<Float64Array>, first: number, count: number): void {
    const asked = this.#asked;
    const columns = asked.length;
    const last = (this.#shares.length - 1) * columns;
    const scale = 1 / Math.sqrt(count);
    asked.fill(0);
    for (let i = first; i < first + count; i += 1) {
      const from = i * columns;
      let query = 0;
      for (let j = 0; j < columns; j += 1)
        query += (this.#query[from + j] as number) * (rows[last + j] as number);
      query *= scale;
      for (let j = 0; j < columns; j += 1)
        asked[j] = (asked[j] as number) + query * (this.#keys[from + j] as number);
    }
  }

  /** The mean of the rows, each by the exponential of its score. */
  #average(rows: Readonly<Float64Array>): void {
    const asked = this.#asked;
    const mean = this.#mean;
    const shares = this.#shares;
    const columns = asked.length;
    let most = -Infinity;
    for (let row = 0, at = 0; row < shares.length; row += 1) {
      let score = 0;
      for (let j = 0; j < columns; j += 1, at += 1) score += (asked[j] as number) * (rows[at] as number);
      shares[row] = score;
      if (score > most) most = score;
    }
    let sum = 0;
    mean.fill(0);
    for (let row = 0, at = 0; row < shares.length; row += 1) {
      const share = quickExponential((shares[row] as number) - most);
      sum += share;
      for (let j = 0; j < columns; j += 1, at += 1)
        mean[j] = (mean[j] as number) + share * (rows[at] as number);
    }
    for (let j = 0; j < columns; j += 1) mean[j] = (mean[j] as number) / sum;
  }

  #tell(first: number, count: number): void {
    const columns = this.#mean.length;
    for (let i = first; i < first + count; i += 1) {
      let value = 0;
      for (let j = 0; j < columns; j += 1)
        value += (this.#values[i * columns + j] as number) * (this.#mean[j] as number);
      this.answer[i] = value;
    }
  }
}
