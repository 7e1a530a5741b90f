import { wholeNumber } from './checked-numbers.ts';

/**
 * Place of the newest value among the last `length` values, itself counted: the share that lies strictly
 * below it plus half the share equal to it. From 0 to 1. Two binary searches and a move of memory a value.
 */
export class RollingRank {
  readonly #values: Float64Array;
  readonly #sorted: Float64Array;
  #next = 0;
  #count = 0;
  #rank = NaN;

  constructor(length: number) {
    this.#values = new Float64Array(wholeNumber('a window', length));
    this.#sorted = new Float64Array(length);
  }

  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.#count === this.#values.length;
  }

  /** Rank of the value pushed last among those held; NaN before the first. */
  get rank(): number {
    return this.#rank;
  }

  push(value: number): void {
    const sorted = this.#sorted;
    if (this.#count === this.#values.length) {
      const leaving = this.#below(this.#values[this.#next] as number);
      sorted.copyWithin(leaving, leaving + 1, this.#count);
      this.#count -= 1;
    }
    const below = this.#below(value);
    sorted.copyWithin(below + 1, below, this.#count);
    sorted[below] = value;
    this.#count += 1;
    this.#values[this.#next] = value;
    this.#next = this.#next + 1 === this.#values.length ? 0 : this.#next + 1;
    this.#rank = (below + (this.#notAbove(value) - below) / 2) / this.#count;
  }

  #below(value: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #notAbove(value: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] as number) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
