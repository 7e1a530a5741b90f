import type { Bar } from '../../domain/market/bar.ts';
import { Histogram } from '../../numerics/histogram.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingExtreme } from '../../numerics/rolling-extreme.ts';

/**
 * Volume by price of the last bars in rows of equal height between their lowest low and highest high, that
 * of a bar spread evenly over its range. While the range stays a bar is put in and another taken out; when
 * it moves, and once per window so that nothing drifts, the profile is made afresh.
 */
export class RollingProfile {
  close = NaN;
  readonly #bins: number;
  readonly #lows: RecentValues;
  readonly #highs: RecentValues;
  readonly #volumes: RecentValues;
  readonly #lowest: RollingExtreme;
  readonly #highest: RollingExtreme;
  /** The bars of the window, oldest first, when the profile is made afresh. */
  readonly #bars: {
    readonly lows: Float64Array;
    readonly highs: Float64Array;
    readonly volumes: Float64Array;
  };
  #profile = new Histogram(0, 1, 1);
  #bottom = NaN;
  #top = NaN;
  #untilFresh = 0;
  readonly #window: number;

  constructor(window: number, bins: number) {
    this.#window = window;
    this.#bins = bins;
    this.#lows = new RecentValues(window);
    this.#highs = new RecentValues(window);
    this.#volumes = new RecentValues(window);
    this.#bars = {
      lows: new Float64Array(window),
      highs: new Float64Array(window),
      volumes: new Float64Array(window),
    };
    this.#lowest = new RollingExtreme(window, -1);
    this.#highest = new RollingExtreme(window, 1);
  }

  /** Bars in the window now. */
  get count(): number {
    return this.#lows.count;
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
    const oldest = this.#lows.isFull ? this.#lows.count - 1 : -1;
    const oldLow = this.#lows.at(oldest);
    const oldHigh = this.#highs.at(oldest);
    const oldVolume = this.#volumes.at(oldest);
    this.#lows.push(low);
    this.#highs.push(high);
    this.#volumes.push(volumeBase);
    this.#lowest.push(low);
    this.#highest.push(high);
    this.close = close;
    const isSame = this.#lowest.value === this.#bottom && this.#highest.value === this.#top;
    this.#untilFresh -= 1;
    if (!isSame || this.#untilFresh <= 0) {
      this.#makeAfresh();
      return;
    }
    if (oldest >= 0) this.#profile.spread(oldLow, oldHigh, -oldVolume);
    this.#profile.spread(low, high, volumeBase);
  }

  #makeAfresh(): void {
    this.#bottom = this.#lowest.value;
    this.#top = this.#highest.value;
    this.#untilFresh = this.#window;
    if (!(this.width > 0)) return;
    this.#profile = new Histogram(this.#bottom, this.width, this.#bins);
    const { highs, lows, volumes } = this.#bars;
    const count = this.#lows.copyTo(lows);
    this.#highs.copyTo(highs);
    this.#volumes.copyTo(volumes);
    for (let i = 0; i < count; i += 1)
      this.#profile.spread(lows[i] as number, highs[i] as number, volumes[i] as number);
  }
}
