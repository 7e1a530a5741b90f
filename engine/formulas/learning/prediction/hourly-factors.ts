import type { Bar } from '../../../domain/market/bar.ts';
import { clip } from '../../../numerics/clip.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { SortedWindow } from '../../../numerics/sorted-window.ts';
import { WilderAverage } from '../../../numerics/wilder-average.ts';
import { CloseReturns } from '../../close-returns.ts';
import { trueRange } from '../../volatility/true-range.ts';

/** How many numbers describe an hour, a constant among them. */
export const FACTORS = 8;

const HOURS = 24;
const MEDIAN_HOURS = 30 * HOURS;
const RANGE_HOURS = 14;
const LARGEST = 4;
const STILL = 1e-12;
const HOUR_MS = 3_600_000;
const DAY_MS = HOURS * HOUR_MS;
/** 1970 began with a Thursday: days are counted from Saturday on. */
const FROM_SATURDAY = 5;

/**
 * Eight numbers that describe an hour, from -4 to 4: the last return in deviations of a day, range against its
 * median of 30 days, log volume against the mean of a day, sine and cosine of the UTC hour, 1 at the weekend,
 * minus the distance from the mean close of a day in deviations, and a constant 1. 0 where there is nothing to
 * divide by. Time is that of the close.
 */
export class HourlyFactors {
  /** As of the last bar, the same list each time. */
  readonly values = new Float64Array(FACTORS);
  readonly #returns = new CloseReturns();
  readonly #moves = new RollingMoments(HOURS);
  readonly #closes = new RollingMoments(HOURS);
  readonly #volumes = new RollingMoments(HOURS);
  readonly #range = new WilderAverage(RANGE_HOURS);
  readonly #ranges = new SortedWindow(MEDIAN_HOURS);
  #closeBefore = NaN;

  /** Whether a day of returns was seen and prices moved. */
  get isKnown(): boolean {
    return this.#moves.isFull && this.volatility > STILL;
  }

  /** Standard deviation of the returns of the last 24 hours. */
  get volatility(): number {
    return Math.sqrt(this.#moves.sampleVariance);
  }

  push(bar: Bar): void {
    const { close, volumeBase } = bar;
    const move = this.#returns.next(close);
    if (Number.isFinite(move)) this.#moves.push(move);
    this.#closes.push(close);
    this.#volumes.push(volumeBase);
    this.#range.push(
      Number.isNaN(this.#closeBefore) ? bar.high - bar.low : trueRange(bar, this.#closeBefore),
    );
    this.#closeBefore = close;
    if (this.#range.isWarm) this.#ranges.push(this.#range.value / close);
    if (this.isKnown) this.#describe(bar, move);
  }

  #describe(bar: Bar, move: number): void {
    const { volatility } = this;
    const time = bar.openTime + bar.intervalMs;
    const angle = (2 * Math.PI * (time % DAY_MS)) / DAY_MS;
    const factors = [
      move / volatility,
      this.#range.value / bar.close / this.#ranges.quantile(0.5) - 1,
      Math.log(bar.volumeBase / this.#volumes.mean),
      Math.sin(angle),
      Math.cos(angle),
      (Math.floor(time / DAY_MS) + FROM_SATURDAY) % 7 < 2 ? 1 : 0,
      -(bar.close / this.#closes.mean - 1) / volatility,
      1,
    ];
    for (let i = 0; i < FACTORS; i += 1) {
      const factor = factors[i] as number;
      this.values[i] = Number.isNaN(factor) ? 0 : clip(factor, -LARGEST, LARGEST);
    }
  }
}
