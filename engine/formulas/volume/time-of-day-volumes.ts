import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { DAY_MS } from './day-activity.ts';

/** Days there is room for at first: weeks fill slowly. */
const FIRST_ROOM = 4;

/**
 * What traded in each bar of the UTC day on the last days it was seen. Bars are of one length; with bars of
 * another length it begins anew.
 */
export class TimeOfDayVolumes {
  readonly #days: number;
  #intervalMs = NaN;
  /** Days of a bin that there is room for; they lie side by side. */
  #room = 0;
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
    const from = this.#binAt(time) * this.#room;
    let sum = 0;
    for (let i = 0; i < count; i += 1) sum += this.#volumes[from + i] as number;
    return sum / count;
  }

  push(openTime: number, intervalMs: number, volume: number): void {
    if (intervalMs !== this.#intervalMs) this.#begin(intervalMs);
    const bin = this.#binAt(openTime);
    const seen = this.#seen[bin] as number;
    if (seen === this.#room && seen < this.#days) this.#grow();
    this.#volumes[bin * this.#room + (seen % this.#days)] = volume;
    this.#seen[bin] = seen + 1;
  }

  #begin(intervalMs: number): void {
    const bins = Math.ceil(DAY_MS / intervalMs);
    this.#intervalMs = intervalMs;
    this.#room = Math.min(FIRST_ROOM, this.#days);
    this.#volumes = new Float64Array(bins * this.#room);
    this.#seen = new Uint32Array(bins);
  }

  #grow(): void {
    const before = this.#room;
    const volumes = this.#volumes;
    this.#room = Math.min(2 * before, this.#days);
    this.#volumes = new Float64Array(this.#seen.length * this.#room);
    for (let bin = 0; bin < this.#seen.length; bin += 1)
      this.#volumes.set(volumes.subarray(bin * before, (bin + 1) * before), bin * this.#room);
  }

  #binAt(time: number): number {
    return Math.floor((time % DAY_MS) / this.#intervalMs);
  }
}
