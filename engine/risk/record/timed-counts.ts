import { countAfter, dropBefore } from './entry-counts.ts';

/** Times by name, as plain data. */
export type TimedCountsState = Readonly<Record<string, readonly number[]>>;

/** Counts by name what happened within the last so many ms. */
export class TimedCounts {
  readonly #windowMs: number;
  readonly #times = new Map<string, number[]>();

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  note(name: string, time: number): void {
    const times = this.#times.get(name) ?? [];
    this.#times.set(name, times);
    times.push(time);
    dropBefore(times, time - this.#windowMs);
  }

  count(name: string, time: number): number {
    return countAfter(this.#times.get(name) ?? [], time - this.#windowMs);
  }

  names(): readonly string[] {
    return [...this.#times.keys()];
  }

  /** Counting of `name` begins anew. */
  forget(name: string): void {
    this.#times.delete(name);
  }

  state(): TimedCountsState {
    return Object.fromEntries([...this.#times].map(([name, times]) => [name, [...times]]));
  }

  restore(state: TimedCountsState): void {
    for (const [name, times] of Object.entries(state)) this.#times.set(name, [...times]);
  }
}
