import { wholeNumber } from './checked-numbers.ts';
import { begunRing, grownRing } from './growing-ring.ts';
import { quantileOfSorted } from './quantile.ts';
import { countBelow, countNotAbove, moveGap } from './sorted-list.ts';

/**
 * The last `length` values in ascending order. Two binary searches and one move of memory a value, which
 * for windows of hundreds costs less than a tree.
 */
export class SortedWindow {
  readonly #length: number;
  #values: Float64Array;
  #sorted: Float64Array;
  #next = 0;
  #count = 0;

  constructor(length: number) {
    this.#length = wholeNumber('a window', length);
    this.#values = begunRing(length);
    this.#sorted = begunRing(length);
  }

  /** Values held now, at most `length`. */
  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.#count === this.#length;
  }

  /** The values in ascending order, as of the last push: a view, to be read at once. Zeros follow while not full. */
  get sorted(): Readonly<Float64Array> {
    return this.#sorted;
  }

  /** Takes in a value; answers the one that leaves, NaN while none has to. */
  push(value: number): number {
    const leaves = this.isFull;
    if (this.#next === this.#values.length) this.#grow();
    const leaving = leaves ? (this.#values[this.#next] as number) : NaN;
    const from = leaves ? this.countBelow(leaving) : this.#count;
    this.#sorted[moveGap(this.#sorted, from, this.countBelow(value))] = value;
    if (!leaves) this.#count += 1;
    this.#values[this.#next] = value;
    this.#next = this.#next + 1 === this.#length ? 0 : this.#next + 1;
    return leaving;
  }

  /** How many of the values held lie strictly below `value`. */
  countBelow(value: number): number {
    return countBelow(this.#sorted, value, this.#count);
  }

  /** How many of the values held are at most `value`. */
  countNotAbove(value: number): number {
    return countNotAbove(this.#sorted, value, this.#count);
  }

  /** The quantile of type 7 of the values held; NaN while there are none. */
  quantile(p: number): number {
    return quantileOfSorted(this.#sorted, p, this.#count) ?? NaN;
  }

  #grow(): void {
    this.#values = grownRing(this.#values, this.#length);
    this.#sorted = grownRing(this.#sorted, this.#length);
  }
}
