import type { Bar } from '../domain/market/bar.ts';
import { BarMerger } from '../market/bar-merger.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Turns closed one-minute bars into closed bars of a longer interval, each given out with its last
 * minute. The period in which it starts is left out unless it is seen from its first minute: half an
 * hour is not an hour.
 */
export class IntervalBars {
  readonly intervalMs: number;
  readonly #merger: BarMerger;
  #firstWhole = -1;
  #lastGiven = -1;

  /**
   * `begun` are closed minutes from before, oldest first: the period they belong to counts as seen from its first.
   * @throws {RangeError} when `intervalMs` is not a number of whole minutes that divides the day.
   */
  constructor(intervalMs: number, begun: readonly Bar[] = []) {
    if (!(intervalMs > 0) || intervalMs % MINUTE_MS !== 0 || DAY_MS % intervalMs !== 0) {
      throw new RangeError(`a bar interval must be whole minutes that divide a day, was ${intervalMs} ms`);
    }
    this.intervalMs = intervalMs;
    this.#merger = new BarMerger(intervalMs);
    for (const minute of begun) this.add(minute);
  }

  /**
   * Takes in the next closed minute and gives out the longer bar that it ended, if it ended one. A bar of the
   * past that has this length already is given out as it is; other lengths are left out.
   */
  add(minute: Bar): Bar | undefined {
    if (this.intervalMs === minute.intervalMs) {
      this.#lastGiven = minute.openTime;
      return minute;
    }
    if (minute.intervalMs !== MINUTE_MS) return undefined;
    if (this.#firstWhole < 0)
      this.#firstWhole = Math.ceil(minute.openTime / this.intervalMs) * this.intervalMs;
    const overtaken = this.#merger.add(minute);
    const ended = this.#merger.finish(false) ?? overtaken;
    if (ended === undefined || ended.openTime <= this.#lastGiven || ended.openTime < this.#firstWhole)
      return undefined;
    this.#lastGiven = ended.openTime;
    return ended;
  }
}
