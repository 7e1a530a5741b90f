const FIRST_CAPACITY = 256;

/**
 * Price levels in one sorted list, the best last: what lies further from the touch than the window
 * of a `BookSide` reaches. Keys rise towards the touch.
 */
export class SortedLevels {
  #keys = new Float64Array(FIRST_CAPACITY);
  #lots = new Float64Array(FIRST_CAPACITY);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Key of the level at a place, 0 being the worst. */
  keyAt(place: number): number {
    return this.#keys[place] as number;
  }

  /** Lots of the level at a place, 0 being the worst. */
  lotsAt(place: number): number {
    return this.#lots[place] as number;
  }

  /** Lots resting at a key, 0 when there are none. */
  lotsOf(key: number): number {
    const place = this.#placeOf(key);
    return place < this.#count && this.#keys[place] === key ? (this.#lots[place] as number) : 0;
  }

  /** Puts `lots` at a key in place of what was there; 0 removes the level, known or not. */
  set(key: number, lots: number): void {
    const place = this.#placeOf(key);
    if (place < this.#count && this.#keys[place] === key) {
      if (lots === 0) this.#remove(place);
      else this.#lots[place] = lots;
    } else if (lots !== 0) {
      this.#insert(place, key, lots);
    }
  }

  /** Forgets the best level. */
  dropBest(): void {
    this.#count -= 1;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Where the first level not below `key` is; `count` when there is none. */
  #placeOf(key: number): number {
    const keys = this.#keys;
    let low = 0;
    let high = this.#count;
    // Levels that move over from the window come in rising order, each behind the last.
    if (high > 0 && (keys[high - 1] as number) < key) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insert(place: number, key: number, lots: number): void {
    if (this.#count === this.#keys.length) this.#grow();
    if (place < this.#count) {
      this.#keys.copyWithin(place + 1, place, this.#count);
      this.#lots.copyWithin(place + 1, place, this.#count);
    }
    this.#keys[place] = key;
    this.#lots[place] = lots;
    this.#count += 1;
  }

  #remove(place: number): void {
    this.#count -= 1;
    if (place < this.#count) {
      this.#keys.copyWithin(place, place + 1, this.#count + 1);
      this.#lots.copyWithin(place, place + 1, this.#count + 1);
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
