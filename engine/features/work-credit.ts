/** Units of work earned in one ms of the session: less than a quarter of a core in practice. */
const UNITS_A_MS = 500;
/** The most one event may begin to spend: some milliseconds. */
const MOST_UNITS = 10_000;

/**
 * How much work of long duration an event may do: what the time of the session since the events before has earned. A
 * burst of events does no more than the time it took, so that those behind it need not wait; what costs more than
 * is left is done, and paid back before anything else is.
 */
export class WorkCredit {
  #left = 0;
  #time = -Infinity;

  /** Call it with each event, at its time in ms. */
  passTime(time: number): void {
    if (time <= this.#time) return;
    this.#left = Math.min(MOST_UNITS, this.#left + (time - this.#time) * UNITS_A_MS);
    this.#time = time;
  }

  get isLeft(): boolean {
    return this.#left > 0;
  }

  spend(units: number): void {
    this.#left -= units;
  }
}
