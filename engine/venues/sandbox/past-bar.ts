import type { VenueBar } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';

/** A bar of the past, told of by nobody yet. */
export type Summed = Pick<
  VenueBar,
  'openTime' | 'intervalMs' | 'open' | 'high' | 'low' | 'close' | 'volumeBase'
>;

/** Sums bars up to one of a longer length, or of the same. */
export class PastBar {
  readonly #intervalMs: number;
  #bar: Summed | undefined;

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  add({ close, high, low, open, openTime, volumeBase }: Summed): void {
    const bar = this.#bar;
    const intervalMs = this.#intervalMs;
    const begin = unixMs(openTime - (openTime % intervalMs));
    this.#bar =
      bar?.openTime === begin
        ? {
            ...bar,
            high: Math.max(bar.high, high),
            low: Math.min(bar.low, low),
            close,
            volumeBase: bar.volumeBase + volumeBase,
          }
        : { openTime: begin, intervalMs, open, high, low, close, volumeBase };
  }

  /** What was summed up, which is over; undefined where nothing was. */
  take(): Summed | undefined {
    const bar = this.#bar;
    this.#bar = undefined;
    return bar;
  }
}
