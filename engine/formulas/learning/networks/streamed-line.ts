import type { Parameter } from '../../../numerics/neural/computation.ts';
import { KernelFloats } from '../../../numerics/simd/kernel-memory.ts';
import { addRowProducts } from '../../../numerics/simd/row-kernels.ts';

const FLOAT_BYTES = 8;

/** Rows of numbers, one after the other. */
export type Matrix = Pick<Parameter, 'rows' | 'columns' | 'values'>;

/** The next even number: kernels take two numbers at once. */
export const evenOf = (count: number): number => count + (count % 2);

/** Numbers that networks over a stream are made of, laid side by side in the memory of kernels. */
export class StreamLayout {
  readonly #parts: { readonly place: number; readonly values: Readonly<Float64Array> }[] = [];
  #length = 0;

  /** Reserves so many numbers, zeros at first, and answers the place of the first. */
  reserve(count: number): number {
    const place = this.#length;
    this.#length += evenOf(count);
    return place;
  }

  /** Reserves a matrix, each row filled up with zeros to an even number of columns. */
  matrix({ columns, rows, values }: Matrix): number {
    const width = evenOf(columns);
    const place = this.reserve(rows * width);
    for (let row = 0; row < rows; row += 1)
      this.#parts.push({
        place: place + row * width,
        values: values.subarray(row * columns, (row + 1) * columns),
      });
    return place;
  }

  /** The numbers themselves. */
  toFloats(): KernelFloats {
    const floats = new KernelFloats(this.#length);
    for (const { place, values } of this.#parts) floats.values.set(values, place);
    return floats;
  }
}

/** Linear answers to a column of numbers, with a constant each. */
export class StreamedLine {
  /** Place and number of the answers. */
  readonly output: number;
  readonly rows: number;
  readonly #weights: number;
  readonly #size: number;
  readonly #constants: Readonly<Float64Array>;

  /** The matrix, and a constant for each of its rows. */
  constructor(layout: StreamLayout, weights: Matrix, constants: Readonly<Float64Array>) {
    this.rows = weights.rows;
    this.#weights = layout.matrix(weights);
    this.#size = evenOf(weights.columns);
    this.#constants = constants.slice();
    this.output = layout.reserve(this.rows);
  }

  /** Answers to the column at this place; `values` are those of `floats`. */
  apply({ address }: KernelFloats, values: Float64Array, column: number): void {
    const { output, rows } = this;
    for (let c = 0; c < rows; c += 1) values[output + c] = this.#constants[c] as number;
    addRowProducts(
      address + FLOAT_BYTES * this.#weights,
      address + FLOAT_BYTES * column,
      FLOAT_BYTES * this.#size,
      address + FLOAT_BYTES * output,
      FLOAT_BYTES * rows,
    );
  }
}
