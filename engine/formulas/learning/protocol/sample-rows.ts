import { wholeNumber } from '../../../numerics/checked-numbers.ts';

/** Rows that are given memory at a time. */
const BLOCK_ROWS = 128;

/** A ring of rows of equal width; memory is taken block by block while it fills. */
export class SampleRows {
  readonly #length: number;
  readonly #width: number;
  readonly #blocks: Float64Array[] = [];
  /** Rows of a short ring, which is asked often; a view of every row of a long one would weigh as much as the rows. */
  #views: readonly Float64Array[] | undefined;
  #newest: Float64Array = new Float64Array();
  /** The newest row where it was appended: views of a long ring would be made anew with every row. */
  readonly #appended: Float64Array;
  #next = 0;
  #count = 0;

  constructor(length: number, width: number) {
    this.#length = wholeNumber('a window', length);
    this.#width = width;
    this.#appended = new Float64Array(width);
  }

  /** Rows held now, at most `length`. */
  get count(): number {
    return this.#count;
  }

  /** Moves on and answers the place of the newest row, to be written into. */
  advance(): Float64Array {
    return (this.#newest = this.#row(this.#step()));
  }

  /** Copies a row into the place of the newest. */
  append(row: Readonly<Float64Array>): void {
    const place = this.#step();
    const block = this.#blocks[Math.floor(place / BLOCK_ROWS)] as Float64Array;
    const from = (place % BLOCK_ROWS) * this.#width;
    for (let j = 0; j < this.#width; j += 1) {
      block[from + j] = row[j] as number;
      this.#appended[j] = row[j] as number;
    }
    this.#newest = this.#appended;
  }

  /** The row `age` rows before the newest; only of rows that are held. An appended one is valid until the next. */
  at(age: number): Float64Array {
    if (age === 0) return this.#newest;
    const place = this.#next - 1 - age;
    return this.#row(place < 0 ? place + this.#length : place);
  }

  /** All rows one after the other, the oldest first. */
  toBlock(): Float64Array {
    const width = this.#width;
    const block = new Float64Array(this.#count * width);
    const oldest = this.#count < this.#length ? 0 : this.#next;
    const newer = (this.#count - oldest) * width;
    this.#blocks.forEach((each, i) => {
      const from = i * BLOCK_ROWS * width;
      const held = each.subarray(0, Math.max(0, this.#count * width - from));
      const split = Math.min(held.length, Math.max(0, oldest * width - from));
      if (split > 0) block.set(held.subarray(0, split), newer + from);
      if (split < held.length) block.set(held.subarray(split), from + split - oldest * width);
    });
    return block;
  }

  /** Moves on; answers the place of the newest row. */
  #step(): number {
    const place = this.#next;
    if (place === this.#count && place % BLOCK_ROWS === 0) this.#grow(place);
    this.#next = place + 1 === this.#length ? 0 : place + 1;
    if (this.#count < this.#length) this.#count += 1;
    return place;
  }

  #row(place: number): Float64Array {
    if (this.#views !== undefined) return this.#views[place] as Float64Array;
    const block = this.#blocks[Math.floor(place / BLOCK_ROWS)] as Float64Array;
    const from = (place % BLOCK_ROWS) * this.#width;
    return block.subarray(from, from + this.#width);
  }

  #grow(place: number): void {
    const rows = Math.min(BLOCK_ROWS, this.#length - place);
    const block = new Float64Array(rows * this.#width);
    this.#blocks.push(block);
    if (this.#length > BLOCK_ROWS) return;
    const width = this.#width;
    this.#views = Array.from({ length: rows }, (_, i) => block.subarray(i * width, (i + 1) * width));
  }
}
