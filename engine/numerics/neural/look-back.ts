import { attentionKernel } from '../simd/attention-kernels.ts';
import { KernelFloats } from '../simd/kernel-memory.ts';
import type { Parameter } from './computation.ts';

const FLOAT_BYTES = 8;

/**
 * Attention of the last of some rows over all of them, for networks that are asked and not trained: what
 * `queryAttention` with one head answers to linear queries, keys and values of the rows. A product with the keys is
 * one of the rows with what the keys make of the query, and the values of a mean are the mean of the values; so
 * neither is computed row by row.
 */
export class LookBack {
  readonly answer: Float64Array;
  /** The rows, each in as many places as {@link rowLength} says, and one more where they are given two at a time. */
  readonly rows: KernelFloats;
  readonly rowLength: number;
  readonly #length: number;
  /** What the keys make of the last row. */
  readonly #asking: Float64Array;
  readonly #values: Float64Array;
  readonly #asked: KernelFloats;
  readonly #mean: KernelFloats;
  readonly #shares: KernelFloats;
  readonly #attend: ReturnType<typeof attentionKernel>;

  /** Square matrices of the query, the keys and the values, for `length` rows. */
  constructor([query, keys, values]: readonly [Parameter, Parameter, Parameter], length: number) {
    const width = query.columns;
    this.rowLength = width + (width % 2);
    this.#length = length;
    this.rows = new KernelFloats((length + (length % 2)) * this.rowLength);
    this.answer = new Float64Array(width);
    this.#asking = askedBy(query, keys);
    this.#values = values.values.slice();
    this.#asked = new KernelFloats(this.rowLength);
    this.#mean = new KernelFloats(this.rowLength);
    this.#shares = new KernelFloats(length + 1);
    this.#attend = attentionKernel(this.rowLength / 2);
  }

  /** Looks from the last row back over all. */
  look(): void {
    const last = (this.#length - 1) * this.rowLength;
    multiply(this.#asking, this.rows.values, last, this.#asked.values);
    this.#attend(
      this.rows.address,
      this.#asked.address,
      this.#shares.address,
      FLOAT_BYTES * this.#length,
      this.#mean.address,
    );
    multiply(this.#values, this.#mean.values, 0, this.answer);
  }
}

/** The matrix of the keys, turned, times that of the query, by the root of their size. */
function askedBy(query: Parameter, keys: Parameter): Float64Array {
  const width = query.columns;
  const product = new Float64Array(width * width);
  for (let i = 0; i < query.rows; i += 1)
    for (let row = 0; row < width; row += 1) {
      const key = (keys.values[i * width + row] as number) / Math.sqrt(query.rows);
      for (let j = 0; j < width; j += 1)
        product[row * width + j] =
          (product[row * width + j] as number) + key * (query.values[i * width + j] as number);
    }
  return product;
}

/** Writes the product of a square matrix with the numbers from a place on. */
function multiply(
  matrix: Readonly<Float64Array>,
  numbers: Readonly<Float64Array>,
  from: number,
  product: Float64Array,
): void {
  const width = Math.sqrt(matrix.length);
  for (let i = 0, w = 0; i < width; i += 1) {
    let sum = 0;
    for (let j = from; j < from + width; j += 1, w += 1)
      sum += (matrix[w] as number) * (numbers[j] as number);
    product[i] = sum;
  }
}
