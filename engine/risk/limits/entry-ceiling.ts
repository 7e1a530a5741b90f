import type { LimitHit } from '../../domain/risk/limit-hit.ts';
import { countAfter, dropBefore } from '../record/entry-counts.ts';

/** Times the account ran into its ceiling, as plain data. */
export type EntryCeilingState = readonly number[];

const WINDOW_MS = 600_000;
/** Refusals of the same minute are one run into the ceiling: whoever asks every second asks once. */
const SAME_MS = 60_000;
const MOST = 3;

/** Counts how often entries of the account ran into a ceiling: three times in ten minutes is a runaway, and freezes. */
export class EntryCeiling {
  #times: number[] = [];

  note(time: number): LimitHit[] {
    const last = this.#times.at(-1);
    if (last !== undefined && time - last < SAME_MS) return [];
    this.#times.push(time);
    dropBefore(this.#times, time - WINDOW_MS);
    const times = countAfter(this.#times, time - WINDOW_MS);
    return times >= MOST
      ? [{ code: 'entry-ceiling', action: 'freeze', measured: { times, limit: MOST } }]
      : [];
  }

  forget(): void {
    this.#times = [];
  }

  state(): EntryCeilingState {
    return [...this.#times];
  }

  restore(state: EntryCeilingState): void {
    this.#times = [...state];
  }
}
