import type { Bar } from '../../../domain/market/bar.ts';
import { clip } from '../../../numerics/clip.ts';
import { ExponentialMoments } from '../../../numerics/exponential-moments.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import type { BookSlice } from '../../formula.ts';

/** Bars the longer return spans. */
export const SHORT_SPAN = 5;

const SHARE = 0.03;
const LARGEST = 4;
const STILL = 1e-12;
/** A book that changed longer ago than this is taken to be of the other side of a gap. */
const BOOK_FRESH_MS = 60_000;

/**
 * Six numbers that describe a moment: the return of the last bar and of five, volume, range from high to low
 * and imbalance of the best quotes, each less its exponential mean in its deviations and from -4 to 4, and a
 * constant 1. An input that is missing or does not vary counts 0.
 */
export class ShortFeatures {
  /** As of the last bar, the same list each time. */
  readonly values = new Float64Array([0, 0, 0, 0, 0, 1]);
  readonly #moments = Array.from({ length: 5 }, () => new ExponentialMoments(SHARE));
  readonly #closes = new RecentValues(SHORT_SPAN + 1);
  #imbalance = NaN;
  #bookTime = -Infinity;

  /** Whether the longer return exists. */
  get isWarm(): boolean {
    return this.#closes.isFull;
  }

  /** Log return from the last close to this one; NaN before the first. */
  moveTo(close: number): number {
    return Math.log(close / this.#closes.at(0));
  }

  /** Takes in a book for the bar that will close next; one that is empty or crossed is passed over. */
  pushBook({ asks, bids, time }: BookSlice): void {
    const [bid = Infinity, bidSize = 0] = bids;
    const [ask = -Infinity, askSize = 0] = asks;
    if (!(bid < ask)) return;
    this.#imbalance = (bidSize - askSize) / (bidSize + askSize);
    this.#bookTime = time;
  }

  pushBar(bar: Bar): void {
    const { close, high, low, volumeBase } = bar;
    const isBookFresh = bar.openTime + bar.intervalMs - this.#bookTime <= BOOK_FRESH_MS;
    this.#describe(0, this.moveTo(close));
    this.#closes.push(close);
    this.#describe(1, Math.log(close / this.#closes.at(SHORT_SPAN)));
    this.#describe(2, volumeBase);
    this.#describe(3, high - low);
    this.#describe(4, isBookFresh ? this.#imbalance : NaN);
  }

  #describe(place: number, value: number): void {
    const moments = this.#moments[place] as ExponentialMoments;
    if (Number.isFinite(value)) moments.push(value);
    const deviation = Math.sqrt(moments.variance);
    const score = (value - moments.mean) / deviation;
    // Volumes and ranges have units, so only what rounding leaves of a constant counts as still.
    const varies = deviation > STILL * Math.abs(moments.mean) && Number.isFinite(score);
    this.values[place] = varies ? clip(score, -LARGEST, LARGEST) : 0;
  }
}
