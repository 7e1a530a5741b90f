import type { Bar } from '../../domain/market/bar.ts';
import { begunRing, grownRing } from '../../numerics/growing-ring.ts';
import { Histogram } from '../../numerics/histogram.ts';
import { RollingExtreme } from '../../numerics/rolling-extreme.ts';

/** Numbers kept of a bar. */
const ROW = 3;

/**
 * Volume by price of the last bars in rows of equal height between their lowest low and highest high, that
 * of a bar spread evenly over its range. While the range stays a bar is put in and another taken out; when
 * it moves, and once per window so that nothing drifts, the profile is made afresh.
 */
export class RollingProfile {
  close = NaN;
  readonly #bins: number;
  /** Low, high and volume of the bars of the window: a ring, in which the next bar takes the place of the oldest. */
  #bars: Float64Array;
  #next = 0;
  #count = 0;
  readonly #lowest: RollingExtreme;
  readonly #highest: RollingExtreme;
  #profile = new Histogram(0, 1, 1);
  #bottom = NaN;
  #top = NaN;
  #untilFresh = 0;
  readonly #window: number;

  constructor(window: number, bins: number) {
    this.#window = window;
    this.#bins = bins;
    this.#bars = begunRing(ROW * window);
    this.#lowest = new RollingExtreme(window, -1);
    this.#highest = new RollingExtreme(window, 1);
  }

  /** Bars in the window now. */
  get count(): number {
    return this.#count;
  }

  /** Ends of the range in quote units, and the height of a row: 0 where the price never moved. */
  get bottom(): number {
    return this.#bottom;
  }

  get top(): number {
    return this.#top;
  }

  get width(): number {
    return (this.#top - this.#bottom) / this.#bins;
  }

  /** Base volume of each row, the lowest first; valid until the next bar. */
  get rows(): Float64Array {
    return this.#profile.weights;
  }

  push({ close, high, low, volumeBase }: Bar): void {
    const isFull = this.#count === this.#window;
    if (!isFull) this.#grow();
    const bars = this.#bars;
    const place = ROW * this.#next;
    const oldLow = bars[place] as number;
    const oldHigh = bars[place + 1] as number;
    const oldVolume = bars[place + 2] as number;
    bars[place] = low;
    bars[place + 1] = high;
    bars[place + 2] = volumeBase;
    this.#next = this.#next + 1 === this.#window ? 0 : this.#next + 1;
    if (!isFull) this.#count += 1;
    this.#lowest.push(low);
    this.#highest.push(high);
    this.close = close;
    const isSame = this.#lowest.value === this.#bottom && this.#highest.value === this.#top;
    this.#untilFresh -= 1;
    if (!isSame || this.#untilFresh <= 0) {
      this.#makeAfresh();
      return;
    }
    if (isFull) this.#profile.spread(oldLow, oldHigh, -oldVolume);
    this.#profile.spread(low, high, volumeBase);
  }

  #makeAfresh(): void {
    this.#bottom = this.#lowest.value;
    this.#top = this.#highest.value;
    this.#untilFresh = this.#window;
    if (!(this.width > 0)) return;
    this.#profile = new Histogram(this.#bottom, this.width, this.#bins);
    const oldest = this.#count === this.#window ? this.#next : 0;
    this.#profile.spreadRows(this.#bars, oldest, this.#count);
    this.#profile.spreadRows(this.#bars, 0, oldest);
  }

  /** Until the window is full the bars lie in their order from the beginning. */
  #grow(): void {
    while (ROW * (this.#next + 1) > this.#bars.length) this.#bars = grownRing(this.#bars, ROW * this.#window);
  }
}
