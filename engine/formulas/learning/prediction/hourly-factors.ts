import type { Bar } from '../../../domain/market/bar.ts';
import { clip } from '../../../numerics/clip.ts';
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
  /** Standard deviation of the returns of the last 24 hours; NaN while they are not known. */
  volatility = NaN;
  readonly #returns = new CloseReturns();
  /** Returns, closes and volumes of a day, each a ring. */
  readonly #day = new Float64Array(3 * HOURS);
  readonly #range = new WilderAverage(RANGE_HOURS);
  readonly #ranges = new SortedWindow(MEDIAN_HOURS);
  #closeBefore = NaN;
  #bars = 0;
  #moves = 0;

  /** Whether a day of returns was seen and prices moved. */
  get isKnown(): boolean {
    return this.volatility > STILL;
  }

  push(bar: Bar): void {
    const { close, volumeBase } = bar;
    const move = this.#returns.next(close);
    const day = this.#day;
    const hour = this.#bars % HOURS;
    day[HOURS + hour] = close;
    day[2 * HOURS + hour] = volumeBase;
    this.#bars += 1;
    if (Number.isFinite(move)) {
      day[this.#moves % HOURS] = move;
      this.#moves += 1;
    }
    this.#range.push(
      Number.isNaN(this.#closeBefore) ? bar.high - bar.low : trueRange(bar, this.#closeBefore),
    );
    this.#closeBefore = close;
    if (this.#range.isWarm) this.#ranges.push(this.#range.value / close);
    if (this.#moves < HOURS) return;
    this.volatility = deviationOf(day);
    if (this.isKnown) this.#describe(bar, move);
  }

  #describe(bar: Bar, move: number): void {
    const { values, volatility } = this;
    const time = bar.openTime + bar.intervalMs;
    const angle = (2 * Math.PI * (time % DAY_MS)) / DAY_MS;
    let closes = 0;
    let volumes = 0;
    for (let i = HOURS; i < 2 * HOURS; i += 1) {
      closes += this.#day[i] as number;
      volumes += this.#day[HOURS + i] as number;
    }
    values[0] = factorOf(move / volatility);
    values[1] = factorOf(this.#range.value / bar.close / this.#ranges.quantile(0.5) - 1);
    values[2] = factorOf(Math.log((bar.volumeBase * HOURS) / volumes));
    values[3] = Math.sin(angle);
    values[4] = Math.cos(angle);
    values[5] = (Math.floor(time / DAY_MS) + FROM_SATURDAY) % 7 < 2 ? 1 : 0;
    values[6] = factorOf(-((bar.close * HOURS) / closes - 1) / volatility);
    values[7] = 1;
  }
}

const factorOf = (ratio: number): number => (Number.isNaN(ratio) ? 0 : clip(ratio, -LARGEST, LARGEST));

/** Standard deviation of the returns of a day, which stand in front. */
function deviationOf(day: Readonly<Float64Array>): number {
  let mean = 0;
  for (let i = 0; i < HOURS; i += 1) mean += day[i] as number;
  mean /= HOURS;
  let squares = 0;
  for (let i = 0; i < HOURS; i += 1) squares += ((day[i] as number) - mean) ** 2;
  return Math.sqrt(squares / (HOURS - 1));
}
