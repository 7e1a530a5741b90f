const WINDOW_MS = 60_000;
const MOST_IN_WINDOW = 3;

/**
 * How often a book may be asked for anew: the third time within a minute says that something is wrong
 * that asking does not mend, and the book rests until the minute is over.
 */
export class ResyncBudget {
  #times: number[] = [];
  #frozenUntil = 0;

  /** Whether a resync at monotonic time `atMs` is still within the budget; counts it. */
  spend(atMs: number): boolean {
    this.#times = this.#times.filter((time) => time > atMs - WINDOW_MS);
    this.#times.push(atMs);
    if (this.#times.length < MOST_IN_WINDOW) return true;
    this.#frozenUntil = atMs + WINDOW_MS;
    return false;
  }

  /** Whether the rest is over at `atMs`; only once for each rest. */
  thaws(atMs: number): boolean {
    if (this.#frozenUntil === 0 || atMs < this.#frozenUntil) return false;
    this.#frozenUntil = 0;
    this.#times = [];
    return true;
  }

  get isFrozen(): boolean {
    return this.#frozenUntil !== 0;
  }
}
