import type { Bar } from '../../domain/market/bar.ts';
import { DayRange } from './day-range.ts';

/**
 * Gaps between the last price and the first one after trading was interrupted: at the beginning of a UTC day,
 * after bars that are missing, and after a bar in which nobody traded.
 */
export class SessionGaps {
  readonly #range: DayRange;
  #end = NaN;
  #close = NaN;
  #hadVolume = true;
  #gap = NaN;
  #level = NaN;
  #isNewDay = false;

  /** Gaps are measured by the average range of `atrPeriod` days. */
  constructor(atrPeriod: number) {
    this.#range = new DayRange(atrPeriod);
  }

  /** The gap at the open of the last bar in ranges of a day, above zero upward; NaN where trading went on. */
  get size(): number {
    return this.#gap / this.#range.value;
  }

  /** The price before that gap. */
  get level(): number {
    return this.#level;
  }

  /** Whether the last bar is the first of its UTC day. */
  get isNewDay(): boolean {
    return this.#isNewDay;
  }

  /** Whether the range of a day is known. */
  get isWarm(): boolean {
    return this.#range.value > 0;
  }

  push(bar: Bar): void {
    this.#isNewDay = this.#range.push(bar);
    const wasInterrupted = this.#isNewDay || bar.openTime > this.#end || !this.#hadVolume;
    this.#gap = wasInterrupted ? bar.open - this.#close : NaN;
    this.#level = this.#close;
    this.#end = bar.openTime + bar.intervalMs;
    this.#close = bar.close;
    this.#hadVolume = bar.volumeBase > 0;
  }
}
