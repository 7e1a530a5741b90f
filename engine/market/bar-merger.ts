import type { Bar } from '../domain/market/bar.ts';
import type { UnixMs } from '../domain/units/time.ts';

/** Puts consecutive bars of one interval together into bars of a longer one. */
export class BarMerger {
  readonly #intervalMs: number;
  #merged: Bar | undefined;
  #end = 0;

  /** `intervalMs` is the longer interval; it must divide the day, so that periods begin at UTC midnight. */
  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** Takes in the next bar; answers the longer bar before it when that one has ended. */
  add(bar: Bar): Bar | undefined {
    const openTime = bar.openTime - (bar.openTime % this.#intervalMs);
    const before = this.#merged;
    this.#end = bar.openTime + bar.intervalMs;
    if (before !== undefined && before.openTime === openTime) {
      this.#merged = joined(before, bar);
      return undefined;
    }
    this.#merged = { ...bar, openTime: openTime as UnixMs, intervalMs: this.#intervalMs };
    return before;
  }

  /** The last longer bar: undefined when its end was not reached, unless it is wanted all the same. */
  finish(withUnfinished: boolean): Bar | undefined {
    const last = this.#merged;
    if (last === undefined) return undefined;
    return withUnfinished || this.#end >= last.openTime + this.#intervalMs ? last : undefined;
  }
}

function joined(before: Bar, bar: Bar): Bar {
  return {
    ...before,
    high: Math.max(before.high, bar.high),
    low: Math.min(before.low, bar.low),
    close: bar.close,
    volumeBase: before.volumeBase + bar.volumeBase,
    buyVolumeBase: before.buyVolumeBase + bar.buyVolumeBase,
    tradeCount: before.tradeCount + bar.tradeCount,
  };
}
