/**
 * The columns of a block of rows, each with its rows in ascending order, and the part of them a tree grows
 * on: splitting a range of rows keeps the order of every column, so nothing is sorted twice.
 */
export class SortedColumns {
  readonly count: number;
  readonly width: number;
  /** Column by column. */
  readonly values: Float64Array;
  readonly #sorted: Int32Array;
  readonly #chosen: Int32Array;
  readonly #aside: Int32Array;

  /** `inputs` holds `count` rows of `width` numbers. */
  constructor(inputs: Readonly<Float64Array>, count: number, width: number) {
    this.count = count;
    this.width = width;
    this.values = new Float64Array(count * width);
    this.#sorted = new Int32Array(count * width);
    this.#chosen = new Int32Array(count * width);
    this.#aside = new Int32Array(count);
    for (let column = 0; column < width; column += 1) this.#sort(inputs, column);
  }

  #sort(inputs: Readonly<Float64Array>, column: number): void {
    const { count, width } = this;
    const values = this.values.subarray(column * count, (column + 1) * count);
    for (let row = 0; row < count; row += 1) values[row] = inputs[row * width + column] as number;
    const rows = Int32Array.from({ length: count }, (_, row) => row);
    rows.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
    this.#sorted.set(rows, column * count);
  }

  /** Begins a tree on the rows whose weight is above 0; answers their number. */
  choose(weights: Readonly<Float64Array>): number {
    const { count, width } = this;
    let size = 0;
    for (let column = 0; column < width; column += 1) {
      let at = column * count;
      for (let i = column * count; i < (column + 1) * count; i += 1) {
        const row = this.#sorted[i] as number;
        if ((weights[row] as number) > 0) this.#chosen[at++] = row;
      }
      size = at - column * count;
    }
    return size;
  }

  /** The chosen rows in ascending order of a column. */
  orderOf(column: number): Int32Array {
    return this.#chosen.subarray(column * this.count, (column + 1) * this.count);
  }

  /** Moves the rows of a range with at most `threshold` in a column to its front; answers where the others begin. */
  split(from: number, to: number, column: number, threshold: number): number {
    const { count } = this;
    const values = this.values.subarray(column * count, (column + 1) * count);
    let middle = from;
    for (let each = 0; each < this.width; each += 1) {
      const order = this.#chosen.subarray(each * count, (each + 1) * count);
      let left = from;
      let right = 0;
      for (let i = from; i < to; i += 1) {
        const row = order[i] as number;
        if ((values[row] as number) <= threshold) order[left++] = row;
        else this.#aside[right++] = row;
      }
      order.set(this.#aside.subarray(0, right), left);
      middle = left;
    }
    return middle;
  }
}
