import { wholeNumber } from '../../../numerics/checked-numbers.ts';

/** A ring of rows of equal width in one block of memory. */
export class SampleRows {
  readonly #rows: readonly Float64Array[];
  #next = 0;
  #count = 0;

  constructor(length: number, width: number) {
    const block = new Float64Array(wholeNumber('a window', length) * width);
    this.#rows = Array.from({ length }, (_, i) => block.subarray(i * width, (i + 1) * width));
  }

  /** Rows held now, at most `length`. */
  get count(): number {
    return this.#count;
  }

  /** Moves on and answers the place of the newest row, to be written into. */
  advance(): Float64Array {
    const row = this.#rows[this.#next] as Float64Array;
    this.#next = this.#next + 1 === this.#rows.length ? 0 : this.#next + 1;
    if (this.#count < this.#rows.length) this.#count += 1;
    return row;
  }

  /** The row `age` rows before the newest; only of rows that are held. */
  at(age: number): Float64Array {
    const place = this.#next - 1 - age;
    return this.#rows[place < 0 ? place + this.#rows.length : place] as Float64Array;
  }

  /** All rows one after the other, the oldest first. */
  toBlock(): Float64Array {
    const width = this.#rows[0]?.length ?? 0;
    const block = new Float64Array(this.#count * width);
    for (let i = 0; i < this.#count; i += 1) block.set(this.at(this.#count - 1 - i), i * width);
    return block;
  }
}
