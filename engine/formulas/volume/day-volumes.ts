import type { Bar } from '../../domain/market/bar.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { DAY_MS } from './day-activity.ts';

/** Share of a day that must have been seen for it to count. */
const ENOUGH = 23 / 24;

/**
 * Quote volumes of the last UTC days. A day counts when 23 of its hours were seen, and is scaled up to a whole
 * one; the day it begins in only from its first bar on.
 */
export class DayVolumes {
  readonly #volumes: SortedWindow;
  #day = NaN;
  #coveredMs = 0;
  #volume = 0;

  constructor(days: number) {
    this.#volumes = new SortedWindow(wholeNumber('days', days));
  }

  /** Median of the days known; NaN before the first. */
  get median(): number {
    return this.#volumes.quantile(0.5);
  }

  /** Takes in a bar; the first one of a day ends the day before. */
  push({ close, intervalMs, openTime, volumeBase }: Bar): void {
    const day = Math.floor(openTime / DAY_MS);
    if (day !== this.#day) {
      if (this.#coveredMs >= ENOUGH * DAY_MS) this.#volumes.push((this.#volume * DAY_MS) / this.#coveredMs);
      const isBegun = Number.isNaN(this.#day) && openTime % DAY_MS !== 0;
      this.#coveredMs = isBegun ? -Infinity : 0;
      this.#volume = 0;
      this.#day = day;
    }
    this.#coveredMs += intervalMs;
    this.#volume += volumeBase * close;
  }
}
