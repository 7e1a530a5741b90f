import { wholeNumber } from '../../numerics/checked-numbers.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Rows kept on either side of the last price: with rows of 5 bps it would have to grow sixfold to leave them. */
const REACH = 10_000;

/** How a rolling profile is kept. */
export interface SlottedProfileSettings {
  /** Length of the profile in hours. */
  readonly window: number;
  /** Height of a row as a fraction of the first price of the UTC day. */
  readonly bin: number;
  /** Minutes that leave the profile together. */
  readonly slot: number;
}

interface Slot {
  readonly number: number;
  /** Base volume by number of the row, counted from a price of 0. */
  rows: Map<number, number>;
}

/**
 * Base volume by price over the last hours, kept in slots of some minutes that are forgotten whole. The
 * height of a row is set by the first price of each UTC day; rows of the day before move over by their
 * middles. Rows far from the last price are left out.
 */
export class SlottedProfile {
  readonly #bin: number;
  readonly #slotMs: number;
  readonly #slotCount: number;
  #slots: Slot[] = [];
  #height = 0;
  #day = -1;
  #price = 0;

  /** @throws {RangeError} when a setting is not above zero or the window is not a number of whole slots. */
  constructor({ window, bin, slot }: SlottedProfileSettings) {
    if (!(bin > 0)) throw new RangeError(`bin must be above zero, was ${bin}`);
    if (!(slot > 0)) throw new RangeError(`slot must be above 0 min, was ${slot}`);
    this.#bin = bin;
    this.#slotMs = slot * MINUTE_MS;
    this.#slotCount = wholeNumber('slots in the window', (window * 60) / slot);
  }

  /** Height of a row in quote units; 0 before the first trade. */
  get height(): number {
    return this.#height;
  }

  /** Number of the row a price lies in. */
  rowOf(price: number): number {
    return Math.floor(price / this.#height);
  }

  push(time: number, price: number, sizeBase: number): void {
    const day = Math.floor(time / DAY_MS);
    if (day !== this.#day) this.#beginDay(price);
    this.#day = day;
    this.#price = price;
    const number = Math.floor(time / this.#slotMs);
    let slot = this.#slots.at(-1);
    if (slot?.number !== number) {
      slot = { number, rows: new Map() };
      this.#slots.push(slot);
      while ((this.#slots[0]?.number ?? number) <= number - this.#slotCount) this.#slots.shift();
    }
    const row = this.rowOf(price);
    slot.rows.set(row, (slot.rows.get(row) ?? 0) + sizeBase);
  }

  /** Volume of each row from the lowest to the highest that traded, and the number of the lowest. */
  rows(): { readonly first: number; readonly volumes: Float64Array } {
    const from = this.rowOf(this.#price) - REACH;
    const volumes = new Float64Array(2 * REACH + 1);
    let low = volumes.length;
    let high = -1;
    for (const { rows } of this.#slots) {
      for (const [row, volume] of rows) {
        const place = row - from;
        if (!(place >= 0 && place < volumes.length)) continue;
        volumes[place] = (volumes[place] as number) + volume;
        low = Math.min(low, place);
        high = Math.max(high, place);
      }
    }
    return { first: from + low, volumes: volumes.subarray(low, high + 1) };
  }

  #beginDay(price: number): void {
    const before = this.#height;
    this.#height = this.#bin * price;
    if (before === 0) return;
    for (const slot of this.#slots) {
      const moved = new Map<number, number>();
      for (const [row, volume] of slot.rows) {
        const place = this.rowOf((row + 0.5) * before);
        moved.set(place, (moved.get(place) ?? 0) + volume);
      }
      slot.rows = moved;
    }
  }
}
