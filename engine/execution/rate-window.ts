import type { UnixMs } from '../domain/units/time.ts';

/** How many requests reach the venue in any period of a length. */
export class RateWindow {
  readonly #limit: { readonly orders: number; readonly perMs: number };
  #times: UnixMs[] = [];

  constructor(limit: { readonly orders: number; readonly perMs: number }) {
    this.#limit = limit;
  }

  /** Counts a request; when it is one too many it does not count, and the answer is how many there were. */
  take(time: UnixMs): number | undefined {
    const since = time - this.#limit.perMs;
    this.#times = this.#times.filter((each) => each > since);
    if (this.#times.length >= this.#limit.orders) return this.#times.length;
    this.#times.push(time);
    return undefined;
  }

  snapshot(): readonly UnixMs[] {
    return [...this.#times];
  }

  restore(times: readonly UnixMs[]): void {
    this.#times = [...times];
  }
}
