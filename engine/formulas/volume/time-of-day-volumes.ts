import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { DAY_MS } from './day-activity.ts';

/**
 * What traded in each bar of the UTC day on the last days it was seen. Bars are of one length; with bars of
 * another length it begins anew.
 */
export class TimeOfDayVolumes {
  readonly #days: number;
  #intervalMs = NaN;
  /** Days of a bin lie side by side. */
  #volumes: Float64Array = new Float64Array();
  #seen: Uint32Array = new Uint32Array();

  constructor(days: number) {
    this.#days = wholeNumber('days', days);
  }

  /** Days on which the bin of a time was seen, at most as many as are kept. */
  countAt(time: number): number {
    return Math.min(this.#days, this.#seen[this.#binAt(time)] ?? 0);
  }

  /** Mean volume of the bin of a time; NaN where it was never seen. */
  meanAt(time: number): number {
    const count = this.countAt(time);
    const from = this.#binAt(time) * this.#days;
    let sum = 0;
    for (let i = 0; i < count; i += 1) sum += this.#volumes[from + i] as number;
    return sum / count;
  }

  push(openTime: number, intervalMs: number, volume: number): void {
    if (intervalMs !== this.#intervalMs) this.#begin(intervalMs);
    const bin = this.#binAt(openTime);
    const seen = this.#seen[bin] as number;
    this.#volumes[bin * this.#days + (seen % this.#days)] = volume;
    this.#seen[bin] = seen + 1;
  }

  #begin(intervalMs: number): void {
    const bins = Math.ceil(DAY_MS / intervalMs);
    this.#intervalMs = intervalMs;
    this.#volumes = new Float64Array(bins * this.#days);
    this.#seen = new Uint32Array(bins);
  }

  #binAt(time: number): number {
    return Math.floor((time % DAY_MS) / this.#intervalMs);
  }
}
