import { wholeNumber } from '../../numerics/checked-numbers.ts';

/** Told of a level whose size changed by `change`; answers the tag it carries from now on. */
export type OnLevelChange = (price: number, change: number, tag: number) => number;

/** No tag. */
export const UNTAGGED = -1;

/**
 * The best levels of one side of the book, told apart by their prices, so that a level that only moved in
 * rank is no change. What comes into sight at the far end, or drops out of it, is none either: nobody saw
 * it arrive. A level carries a tag of whoever listens for as long as it stays in sight.
 */
export class LevelChanges {
  readonly #levels: number;
  /** +1 where better prices are lower (asks), -1 where they are higher (bids). */
  readonly #order: 1 | -1;
  #prices: Float64Array;
  #sizes: Float64Array;
  #tags: Float64Array;
  #nextTags: Float64Array;
  #count = -1;

  /** @throws {RangeError} when `levels` is not a whole number of at least 1. */
  constructor(side: 'bid' | 'ask', levels: number) {
    this.#levels = wholeNumber('levels', levels);
    this.#order = side === 'ask' ? 1 : -1;
    this.#prices = new Float64Array(levels);
    this.#sizes = new Float64Array(levels);
    this.#tags = new Float64Array(levels).fill(UNTAGGED);
    this.#nextTags = new Float64Array(levels);
  }

  /** Takes in a side as flat `price, size, …` with the best first, and tells of what changed since the last. */
  push(side: readonly number[], onChange: OnLevelChange): void {
    const count = Math.min(this.#levels, side.length >> 1);
    if (this.#count >= 0) this.#compare(side, count, onChange);
    else this.#nextTags.fill(UNTAGGED);
    for (let i = 0; i < count; i += 1) {
      this.#prices[i] = side[2 * i] as number;
      this.#sizes[i] = side[2 * i + 1] as number;
    }
    [this.#tags, this.#nextTags] = [this.#nextTags, this.#tags];
    this.#count = count;
  }

  #compare(side: readonly number[], count: number, onChange: OnLevelChange): void {
    const order = this.#order;
    const limit = Math.min(this.#farEnd(this.#prices, this.#count, 1), this.#farEnd(side, count, 2));
    let before = 0;
    for (let now = 0; now < count; now += 1) {
      const price = side[2 * now] as number;
      const place = order * price;
      while (before < this.#count && order * (this.#prices[before] as number) < place)
        this.#vanish(before++, limit, onChange);
      const size = side[2 * now + 1] as number;
      if (before < this.#count && this.#prices[before] === price) {
        const tag = this.#tags[before] as number;
        const change = size - (this.#sizes[before] as number);
        this.#nextTags[now] = change === 0 || place > limit ? tag : onChange(price, change, tag);
        before += 1;
      } else this.#nextTags[now] = place > limit ? UNTAGGED : onChange(price, size, UNTAGGED);
    }
    while (before < this.#count) this.#vanish(before++, limit, onChange);
  }

  #vanish(level: number, limit: number, onChange: OnLevelChange): void {
    const price = this.#prices[level] as number;
    if (this.#order * price <= limit)
      onChange(price, -(this.#sizes[level] as number), this.#tags[level] as number);
  }

  /** How far a list shows: to its last level, or everything where it has room left. */
  #farEnd(prices: ArrayLike<number>, count: number, stride: number): number {
    return count < this.#levels ? Infinity : this.#order * (prices[stride * (count - 1)] as number);
  }
}
