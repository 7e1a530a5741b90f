const FIRST_CAPACITY = 256;
/** Most changes happen this close to the touch, where walking beats halving. */
const WALK = 8;

/**
 * One side of a book: price levels sorted so that the best one is the last element. Changes cluster
 * at the touch, so an insert or a removal moves a handful of elements instead of a thousand.
 *
 * Prices are kept as keys that rise towards the touch: ticks for bids, minus ticks for asks.
 */
export class BookSide {
  readonly #sign: 1 | -1;
  #keys = new Float64Array(FIRST_CAPACITY);
  #lots = new Float64Array(FIRST_CAPACITY);
  #count = 0;

  /** `1` when higher prices are better (bids), `-1` when lower ones are (asks). */
  constructor(sign: 1 | -1) {
    this.#sign = sign;
  }

  /** How many levels hold something. */
  get count(): number {
    return this.#count;
  }

  /** Ticks of the best level, 0 when the side is empty. */
  get bestTicks(): number {
    return this.#count === 0 ? 0 : (this.#keys[this.#count - 1] as number) * this.#sign;
  }

  /** Lots of the best level, 0 when the side is empty. */
  get bestLots(): number {
    return this.#count === 0 ? 0 : (this.#lots[this.#count - 1] as number);
  }

  /** Puts `lots` at a price in place of what was there; 0 removes the level, known or not. */
  set(ticks: number, lots: number): void {
    const key = ticks * this.#sign;
    const index = this.#lowerBound(key);
    if (index < this.#count && this.#keys[index] === key) {
      if (lots === 0) this.#remove(index);
      else this.#lots[index] = lots;
    } else if (lots !== 0) {
      this.#insert(index, key, lots);
    }
  }

  /** Lots resting at a price, 0 when there are none. */
  lotsAt(ticks: number): number {
    const key = ticks * this.#sign;
    const index = this.#lowerBound(key);
    return index < this.#count && this.#keys[index] === key ? (this.#lots[index] as number) : 0;
  }

  /** The best `levelCount` levels as ticks, lots, ticks, lots, … with the best first. */
  levels(levelCount: number): number[] {
    const wanted = Math.min(levelCount, this.#count);
    const flat: number[] = [];
    for (let rank = 0; rank < wanted; rank += 1) {
      const index = this.#count - 1 - rank;
      flat.push((this.#keys[index] as number) * this.#sign, this.#lots[index] as number);
    }
    return flat;
  }

  /** Lots in the best `levelCount` levels together. */
  depthLots(levelCount: number): number {
    let sum = 0;
    for (let index = Math.max(0, this.#count - levelCount); index < this.#count; index += 1) {
      sum += this.#lots[index] as number;
    }
    return sum;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Index of the first level whose key is not below `key`; `count` when there is none. */
  #lowerBound(key: number): number {
    const keys = this.#keys;
    let high = this.#count;
    const walkEnd = high - WALK;
    while (high > 0 && high > walkEnd) {
      if ((keys[high - 1] as number) < key) return high;
      high -= 1;
    }
    let low = 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insert(index: number, key: number, lots: number): void {
    if (this.#count === this.#keys.length) this.#grow();
    if (index < this.#count) {
      this.#keys.copyWithin(index + 1, index, this.#count);
      this.#lots.copyWithin(index + 1, index, this.#count);
    }
    this.#keys[index] = key;
    this.#lots[index] = lots;
    this.#count += 1;
  }

  #remove(index: number): void {
    this.#count -= 1;
    if (index < this.#count) {
      this.#keys.copyWithin(index, index + 1, this.#count + 1);
      this.#lots.copyWithin(index, index + 1, this.#count + 1);
    }
  }

  #grow(): void {
    const keys = new Float64Array(this.#keys.length * 2);
    const lots = new Float64Array(keys.length);
    keys.set(this.#keys);
    lots.set(this.#lots);
    this.#keys = keys;
    this.#lots = lots;
  }
}
