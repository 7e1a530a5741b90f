import type { Bar } from '../../../domain/market/bar.ts';
import { BarVolatility } from '../../../numerics/bar-volatility.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { RollingExtreme } from '../../../numerics/rolling-extreme.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { CloseReturns } from '../../close-returns.ts';
import { OutsideValues } from '../../outside-values.ts';

/** Series the predictors read. */
export const PREDICTOR_SERIES = [
  'derivative.funding-rate',
  'derivative.mark-price',
  'derivative.index-price',
] as const;

/** How many there are: see {@link SubsetPredictors.row}. */
export const PREDICTORS = 10;

const LONG = 60;
const MIDDLE = 20;
const SHORT = 5;
const FUNDING_STAMPS = 90;
const DAY_MS = 86_400_000;
const NEAREST = 1e-12;

/** What may tell the next return of a symbol, from its bars and its perpetual. */
export class SubsetPredictors {
  /**
   * Returns over 1, 5 and 20 bars in units of volatility, log of the variance of 5 bars over that of 60, volume
   * against the last 60 bars, the last funding rate against the last 90, log of the mark price over the index,
   * place of the close in the range of 20 bars from -1 to 1, sine and cosine of the time of day. NaN where
   * the funding rate or the prices of the perpetual are not told.
   */
  readonly row: Float64Array = new Float64Array(PREDICTORS);
  readonly #told = new OutsideValues(PREDICTOR_SERIES);
  readonly #returns = new CloseReturns();
  readonly #volatility = new BarVolatility();
  readonly #closes = new RecentValues(MIDDLE + 1);
  readonly #highs = new RollingExtreme(MIDDLE, 1);
  readonly #lows = new RollingExtreme(MIDDLE, -1);
  readonly #shortSquares = new RollingMoments(SHORT);
  readonly #longSquares = new RollingMoments(LONG);
  readonly #volumes = new RollingMoments(LONG);
  readonly #rates = new RollingMoments(FUNDING_STAMPS);
  #logReturn = NaN;
  #unitBefore = NaN;

  /** Whether 60 returns were seen. */
  get isReady(): boolean {
    return this.#longSquares.isFull;
  }

  /** The newest return in units of the volatility of the bar before it; NaN where that was not known. */
  get outcome(): number {
    return this.#logReturn / this.#unitBefore;
  }

  /** Takes in a value of a series. */
  tell(told: { readonly name: string; readonly time: number; readonly value: number }): void {
    this.#told.take(told);
    if (told.name === 'derivative.funding-rate') this.#rates.push(told.value);
  }

  /** Takes in a bar that closed at `time` and writes the row. */
  push(bar: Bar, time: number): void {
    const { close, high, low, volumeBase } = bar;
    this.#unitBefore = this.#volatility.value;
    this.#logReturn = this.#returns.next(close);
    this.#closes.push(close);
    this.#highs.push(high);
    this.#lows.push(low);
    this.#volumes.push(volumeBase);
    if (Number.isFinite(this.#logReturn)) {
      this.#volatility.push(this.#logReturn);
      this.#shortSquares.push(this.#logReturn ** 2);
      this.#longSquares.push(this.#logReturn ** 2);
    }
    if (this.isReady) this.#write(close, volumeBase, time);
  }

  #write(close: number, volume: number, time: number): void {
    const { row } = this;
    row[0] = this.#move(1);
    row[1] = this.#move(SHORT);
    row[2] = this.#move(MIDDLE);
    const ratio = this.#shortSquares.mean / this.#longSquares.mean;
    row[3] = ratio > NEAREST ? Math.log(ratio) : 0;
    row[4] = zOf(volume, this.#volumes);
    const rate = this.#told.at('derivative.funding-rate', time);
    row[5] = this.#rates.isFull ? zOf(rate, this.#rates) : NaN;
    row[6] = Math.log(
      this.#told.at('derivative.mark-price', time) / this.#told.at('derivative.index-price', time),
    );
    const range = this.#highs.value - this.#lows.value;
    row[7] = range > 0 ? (2 * (close - this.#lows.value)) / range - 1 : 0;
    const angle = (2 * Math.PI * (time % DAY_MS)) / DAY_MS;
    row[8] = Math.sin(angle);
    row[9] = Math.cos(angle);
  }

  /** Return over some bars in units of what is usual. */
  #move(bars: number): number {
    return Math.log(this.#closes.at(0) / this.#closes.at(bars)) / (this.#volatility.value * Math.sqrt(bars));
  }
}

/** A value in deviations from the mean; 0 where nothing varies. */
function zOf(value: number, window: RollingMoments): number {
  const deviation = Math.sqrt(window.sampleVariance);
  return deviation > NEAREST ? (value - window.mean) / deviation : 0;
}
