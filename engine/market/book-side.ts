import { PlaceSet } from './place-set.ts';
import { SortedLevels } from './sorted-levels.ts';

/** Ticks the window spans: 128 kB of sizes, of which the part near the touch stays in the cache. */
const WINDOW_TICKS = 16_384;
/** So many levels are taken out one by one in less time than the whole window. */
const FEW_LEVELS = 64;

/**
 * One side of a book. Prices near the touch have a place of their own in a window, so that setting
 * one costs the same however many levels there are; the far rest is a sorted list. The window moves
 * along when the best price leaves its upper part.
 *
 * Prices are kept as keys that rise towards the touch: ticks for bids, minus ticks for asks.
 */
export class BookSide {
  readonly #sign: 1 | -1;
  readonly #size: number;
  readonly #lots: Float64Array;
  readonly #places: PlaceSet;
  readonly #far = new SortedLevels();
  /** Key of place 0 of the window; every far key is below it. */
  #base = 0;
  /** Place of the best level; -1 when the side is empty. */
  #best = -1;
  #count = 0;

  /**
   * `sign` is `1` when higher prices are better (bids), `-1` when lower ones are (asks);
   * `windowTicks` is a multiple of 1024.
   */
  constructor(sign: 1 | -1, windowTicks: number = WINDOW_TICKS) {
    this.#sign = sign;
    this.#size = windowTicks;
    this.#lots = new Float64Array(windowTicks);
    this.#places = new PlaceSet(windowTicks);
  }

  /** How many levels hold something. */
  get count(): number {
    return this.#count + this.#far.count;
  }

  /** Ticks of the best level, 0 when the side is empty. */
  get bestTicks(): number {
    return this.#best < 0 ? 0 : (this.#base + this.#best) * this.#sign;
  }

  /** Lots of the best level, 0 when the side is empty. */
  get bestLots(): number {
    return this.#best < 0 ? 0 : (this.#lots[this.#best] as number);
  }

  /** Puts `lots` at a price in place of what was there; 0 removes the level, known or not. */
  set(ticks: number, lots: number): void {
    const key = ticks * this.#sign;
    const place = key - this.#base;
    if (place >= 0 && place < this.#size && this.#best >= 0) this.#setNear(place, lots);
    else this.#setElsewhere(key, lots);
  }

  /** Lots resting at a price, 0 when there are none. */
  lotsAt(ticks: number): number {
    const key = ticks * this.#sign;
    return key < this.#base ? this.#far.lotsOf(key) : (this.#lots[key - this.#base] ?? 0);
  }

  /** The best `levelCount` levels as ticks, lots, ticks, lots, … with the best first. */
  levels(levelCount: number): number[] {
    const flat: number[] = [];
    this.copyLevels(levelCount, flat);
    return flat;
  }

  /** The same, put into a list in place of what it held. */
  copyLevels(levelCount: number, flat: number[]): void {
    let end = 0;
    let wanted = levelCount;
    for (let place = this.#best; place >= 0 && wanted > 0; place = this.#places.below(place)) {
      flat[end] = (this.#base + place) * this.#sign;
      flat[end + 1] = this.#lots[place] as number;
      end += 2;
      wanted -= 1;
    }
    for (let place = this.#far.count - 1; place >= 0 && wanted > 0; place -= 1) {
      flat[end] = this.#far.keyAt(place) * this.#sign;
      flat[end + 1] = this.#far.lotsAt(place);
      end += 2;
      wanted -= 1;
    }
    if (flat.length > end) flat.length = end;
  }

  /** Lots in the best `levelCount` levels together. */
  depthLots(levelCount: number): number {
    let sum = 0;
    let wanted = levelCount;
    for (let place = this.#best; place >= 0 && wanted > 0; place = this.#places.below(place)) {
      sum += this.#lots[place] as number;
      wanted -= 1;
    }
    for (let place = this.#far.count - 1; place >= 0 && wanted > 0; place -= 1) {
      sum += this.#far.lotsAt(place);
      wanted -= 1;
    }
    return sum;
  }

  clear(): void {
    if (this.#count > FEW_LEVELS) {
      this.#lots.fill(0);
      this.#places.clear();
    } else {
      for (let place = this.#best; place >= 0; place = this.#places.below(place)) {
        this.#lots[place] = 0;
        this.#places.delete(place);
      }
    }
    this.#far.clear();
    this.#best = -1;
    this.#count = 0;
  }

  #setNear(place: number, lots: number): void {
    const before = this.#lots[place] as number;
    this.#lots[place] = lots;
    if (lots === 0) {
      if (before !== 0) this.#removed(place);
    } else if (before === 0) {
      this.#places.add(place);
      this.#count += 1;
      if (place > this.#best) this.#best = place;
    }
  }

  #removed(place: number): void {
    this.#places.delete(place);
    this.#count -= 1;
    if (place !== this.#best) return;
    this.#best = this.#places.below(place);
    if (this.#best >= this.#size / 4) return;
    const key = this.#best >= 0 ? this.#base + this.#best : this.#bestFarKey();
    if (key !== undefined) this.#moveWindow(key);
  }

  /** The side is empty, or the price lies outside the window. */
  #setElsewhere(key: number, lots: number): void {
    if (this.#best >= 0 && key < this.#base) {
      this.#far.set(key, lots);
    } else if (lots !== 0) {
      this.#moveWindow(key);
      this.#setNear(key - this.#base, lots);
    }
  }

  #bestFarKey(): number | undefined {
    return this.#far.count === 0 ? undefined : this.#far.keyAt(this.#far.count - 1);
  }

  /** Lays the window so that `key`, the best there is or is about to be, has room above it. */
  #moveWindow(key: number): void {
    const base = key - Math.floor((this.#size * 3) / 4);
    const kept: number[] = [];
    for (let place = this.#best; place >= 0; place = this.#places.below(place)) {
      kept.push(this.#base + place, this.#lots[place] as number);
      this.#lots[place] = 0;
    }
    this.#places.clear();
    this.#best = -1;
    this.#count = 0;
    this.#base = base;
    for (let best = this.#bestFarKey(); best !== undefined && best >= base; best = this.#bestFarKey()) {
      this.#setNear(best - base, this.#far.lotsAt(this.#far.count - 1));
      this.#far.dropBest();
    }
    for (let index = kept.length - 2; index >= 0; index -= 2)
      this.#keep(kept[index] as number, kept[index + 1] as number);
  }

  #keep(key: number, lots: number): void {
    if (key < this.#base) this.#far.set(key, lots);
    else this.#setNear(key - this.#base, lots);
  }
}
