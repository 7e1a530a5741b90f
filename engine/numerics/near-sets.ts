import { SlidingOrder } from './sliding-order.ts';

const BITS = 32;

/**
 * For each value of a list the set of those within a distance of it, a bit each: pairs of pairs are then
 * counted 32 at a time. A value is near itself. In order of size the near ones stand side by side: from one
 * set to the next only what the distance has passed by changes.
 */
export class NearSets {
  /** How many values each set holds. */
  readonly sizes: Int32Array;
  readonly count: number;
  /** Numbers each set takes, the first value in the lowest bit of the first; zeros follow the last. */
  readonly #stride: number;
  /** One set after another, in the order of the values. */
  readonly #sets: Int32Array;
  readonly #words: number;
  /** The set of the value at hand. */
  readonly #near: Int32Array;
  readonly #order: SlidingOrder;

  /** Of `count` finite values; a set may be {@link shifted} by up to `most` places. */
  constructor(count: number, most: number) {
    this.count = count;
    this.sizes = new Int32Array(count);
    this.#words = Math.ceil(count / BITS);
    this.#stride = this.#words + (most >>> 5) + 1;
    this.#sets = new Int32Array(count * this.#stride);
    this.#near = new Int32Array(this.#words);
    this.#order = new SlidingOrder(count);
  }

  /**
   * Takes in the values, all but the last `fresh` of which are the last ones of the list before. Values are near
   * whose difference is at most `distance`, or less than that where `isOpen`.
   */
  take(values: ArrayLike<number>, fresh: number, distance: number, isOpen: boolean): void {
    this.#order.take(values, fresh);
    const { count, sizes } = this;
    const { places, sorted } = this.#order;
    const near = this.#near;
    const sets = this.#sets;
    const stride = this.#stride;
    near.fill(0);
    let first = 0;
    let end = 0;
    for (let rank = 0; rank < count; rank += 1) {
      const value = sorted[rank] as number;
      while (end <= rank || (end < count && isWithin((sorted[end] as number) - value, distance, isOpen))) {
        toggle(near, places[end] as number);
        end += 1;
      }
      while (first < rank && !isWithin(value - (sorted[first] as number), distance, isOpen)) {
        toggle(near, places[first] as number);
        first += 1;
      }
      const i = places[rank] as number;
      sizes[i] = end - first;
      const to = i * stride;
      for (let word = 0; word < near.length; word += 1) sets[to + word] = near[word] as number;
    }
  }

  /** Numbered `word`, 32 of the values that are near `i` and followed by near ones, `length` in all. */
  followed(i: number, word: number, length: number): number {
    let near = this.#sets[i * this.#stride + word] as number;
    for (let next = 1; next < length; next += 1) near &= this.shifted(i + next, word, next);
    return near;
  }

  /** The same of the values that have one near `i` behind them, by `by` places. */
  shifted(i: number, word: number, by: number): number {
    const sets = this.#sets;
    const from = i * this.#stride + word + (by >>> 5);
    const rest = by & 31;
    // In two steps: a shift by 32 would be none.
    return ((sets[from] as number) >>> rest) | (((sets[from + 1] as number) << 1) << (31 - rest));
  }
}

const isWithin = (apart: number, distance: number, isOpen: boolean): boolean =>
  isOpen ? apart < distance : apart <= distance;

function toggle(set: Int32Array, i: number): void {
  set[i >>> 5] = (set[i >>> 5] as number) ^ (1 << (i & 31));
}

/** How many bits of a whole number of 32 are set. */
export function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
