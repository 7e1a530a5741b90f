import type { Bar } from '../../../domain/market/bar.ts';
import { positive } from '../../../numerics/checked-numbers.ts';

/** Bars of several base bars each, cut at whole multiples of their length since 1970. */
export class CoarseBars {
  readonly #lengthMs: number;
  #slot = -1;
  high = NaN;
  low = NaN;
  close = NaN;
  volumeBase = 0;

  constructor(lengthMs: number) {
    this.#lengthMs = positive('a bar length', lengthMs);
  }

  /** Whether this base bar ends a coarse one that was seen from its beginning; the fields then describe it. */
  push({ close, high, intervalMs, low, openTime, volumeBase }: Bar): boolean {
    const slot = Math.floor(openTime / this.#lengthMs);
    if (openTime === slot * this.#lengthMs) {
      this.#slot = slot;
      this.high = high;
      this.low = low;
      this.volumeBase = 0;
    }
    if (slot !== this.#slot) return false;
    this.high = Math.max(this.high, high);
    this.low = Math.min(this.low, low);
    this.close = close;
    this.volumeBase += volumeBase;
    return openTime + intervalMs === (slot + 1) * this.#lengthMs;
  }
}
