import type { Bar } from '../domain/market/bar.ts';
import { BarVolatility } from '../numerics/bar-volatility.ts';
import { RecentValues } from '../numerics/recent-values.ts';

const LAGS = 10;
const MOVES = [2, 3, 5, 8, 13, 21, 34, 55] as const;
const SPREADS = [5, 10, 20, 30, 40, 60] as const;
const VOLUMES = [1, 2, 3, 5, 10, 20] as const;
const RANGES = [3, 5, 10, 20, 40, 60] as const;
const RISES = [5, 10, 20, 40, 60] as const;
const BODIES = 5;
const LONGEST = 60;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const LARGEST = 5;

/** How many numbers describe a bar to the forest. */
export const FOREST_FEATURES =
  LAGS + MOVES.length + SPREADS.length + VOLUMES.length + RANGES.length + RISES.length + 2 * BODIES + 4;

/**
 * What the forest knows of a moment, each number between -5 and 5: the last returns, moves, volatilities,
 * volumes, places in the range and shares of rises over several lengths, bodies of bars, the buyers' share of
 * their volume (0 where the sides are not known), and the time of the day and the week.
 */
export class ForestFeatures {
  readonly #volatility = new BarVolatility();
  readonly #logs = new RecentValues(LONGEST + 1);
  readonly #returns = new RecentValues(LONGEST);
  readonly #highs = new RecentValues(LONGEST);
  readonly #lows = new RecentValues(LONGEST);
  readonly #volumes = new RecentValues(LONGEST);
  readonly #bodies = new RecentValues(BODIES);
  readonly #bought = new RecentValues(BODIES);
  #endTime = 0;

  /** Bars needed before every number exists. */
  static readonly warmUp = LONGEST + 1;

  get isWarm(): boolean {
    return this.#returns.isFull;
  }

  /** Volatility of one bar. */
  get volatility(): number {
    return this.#volatility.value;
  }

  push({ buyVolumeBase, close, high, intervalMs, low, open, openTime, tradeCount, volumeBase }: Bar): void {
    const log = Math.log(close);
    const move = log - this.#logs.at(0);
    this.#logs.push(log);
    if (Number.isFinite(move)) {
      this.#returns.push(move);
      this.#volatility.push(move);
    }
    this.#highs.push(Math.log(high));
    this.#lows.push(Math.log(low));
    this.#volumes.push(volumeBase);
    this.#bodies.push((close - open) / (high - low));
    this.#bought.push(tradeCount > 0 ? (2 * buyVolumeBase - volumeBase) / volumeBase : 0);
    this.#endTime = openTime + intervalMs;
  }

  /** Writes the numbers of the last bar. */
  write(target: Float64Array): void {
    let place = 0;
    const add = (value: number): void => {
      target[place] = bounded(value);
      place += 1;
    };
    const unit = this.#volatility.value;
    const spread = this.#spreads();
    for (let age = 0; age < LAGS; age += 1) add(this.#returns.at(age) / unit);
    for (const bars of MOVES) add((this.#logs.at(0) - this.#logs.at(bars)) / (unit * Math.sqrt(bars)));
    for (const bars of SPREADS) add(Math.log((spread[bars] as number) / unit));
    for (const bars of VOLUMES) add(Math.log(this.#meanVolume(bars) / this.#meanVolume(LONGEST)));
    for (const bars of RANGES) add(this.#placeInRange(bars));
    for (const bars of RISES) add(this.#shareOfRises(bars));
    for (let age = 0; age < BODIES; age += 1) add(this.#bodies.at(age));
    for (let age = 0; age < BODIES; age += 1) add(this.#bought.at(age));
    for (const period of [DAY_MS, WEEK_MS]) {
      const angle = (2 * Math.PI * (this.#endTime % period)) / period;
      add(Math.sin(angle));
      add(Math.cos(angle));
    }
  }

  /** Root mean square return of the last bars, by their number. */
  #spreads(): Float64Array {
    const spreads = new Float64Array(LONGEST + 1);
    let squares = 0;
    for (let age = 0; age < LONGEST; age += 1) {
      squares += this.#returns.at(age) ** 2;
      spreads[age + 1] = Math.sqrt(squares / (age + 1));
    }
    return spreads;
  }

  #meanVolume(bars: number): number {
    let sum = 0;
    for (let age = 0; age < bars; age += 1) sum += this.#volumes.at(age);
    return sum / bars;
  }

  /** -1 at the low of the last bars, 1 at their high. */
  #placeInRange(bars: number): number {
    let [high, low] = [-Infinity, Infinity];
    for (let age = 0; age < bars; age += 1) {
      high = Math.max(high, this.#highs.at(age));
      low = Math.min(low, this.#lows.at(age));
    }
    return (2 * (this.#logs.at(0) - low)) / (high - low) - 1;
  }

  #shareOfRises(bars: number): number {
    let rises = 0;
    for (let age = 0; age < bars; age += 1) rises += this.#returns.at(age) > 0 ? 1 : 0;
    return (2 * rises) / bars - 1;
  }
}

/** Inside -5 to 5; 0 where the arithmetic had nothing to divide by. */
function bounded(value: number): number {
  if (!Number.isFinite(value)) return 0;
  return Math.max(-LARGEST, Math.min(LARGEST, value));
}
