const DAY_MS = 86_400_000;

/** Where cumulative delta begins: with the first trade, anew at each UTC midnight, or at a time in ms. */
export type DeltaStart = 'session' | 'day' | number;

/**
 * Lots taken by buyers less lots taken by sellers since its start. Above zero, buyers crossed the spread
 * for more than sellers did. Whole lots, so its end is exactly buys minus sells.
 */
export class CumulativeDelta {
  readonly #start: DeltaStart;
  #day = -Infinity;
  #lots = 0;
  #beganAt: number | undefined;

  constructor(start: DeltaStart) {
    this.#start = start;
  }

  /** Signed lots. */
  get lots(): number {
    return this.#lots;
  }

  /** Time in ms of the first trade that is counted in it; undefined before it. */
  get beganAt(): number | undefined {
    return this.#beganAt;
  }

  /** Takes in signed lots; times never go back. */
  add(time: number, signedLots: number): void {
    const start = this.#start;
    if (typeof start === 'number' && time < start) return;
    if (start === 'day') this.#turnDay(Math.floor(time / DAY_MS));
    this.#beganAt ??= time;
    this.#lots += signedLots;
  }

  #turnDay(day: number): void {
    if (day === this.#day) return;
    this.#day = day;
    this.#lots = 0;
    this.#beganAt = undefined;
  }
}
