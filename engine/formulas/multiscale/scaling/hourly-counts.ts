import { wholeNumber } from '../../../numerics/checked-numbers.ts';

/** Counts of some kinds of events over the last `hours`, the current one included, hour by hour. */
export class HourlyCounts {
  readonly #kinds: number;
  readonly #hours: number;
  readonly #counts: Uint32Array;
  readonly #totals: Float64Array;
  #current = 0;

  constructor(kinds: number, hours: number) {
    this.#kinds = wholeNumber('kinds', kinds);
    this.#hours = wholeNumber('hours', hours);
    this.#counts = new Uint32Array(kinds * hours);
    this.#totals = new Float64Array(kinds);
  }

  /** Count of every kind. */
  get totals(): Readonly<Float64Array> {
    return this.#totals;
  }

  add(kind: number): void {
    const place = this.#current * this.#kinds + kind;
    this.#counts[place] = (this.#counts[place] as number) + 1;
    this.#totals[kind] = (this.#totals[kind] as number) + 1;
  }

  /** Ends the current hour and, after a silence, those without events that followed it. */
  advance(hours: number): void {
    for (let ended = 0; ended < Math.min(hours, this.#hours); ended += 1) {
      this.#current = this.#current + 1 === this.#hours ? 0 : this.#current + 1;
      const start = this.#current * this.#kinds;
      for (let kind = 0; kind < this.#kinds; kind += 1) {
        this.#totals[kind] = (this.#totals[kind] as number) - (this.#counts[start + kind] as number);
        this.#counts[start + kind] = 0;
      }
    }
  }
}
