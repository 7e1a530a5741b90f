import type { Bar } from '../../../domain/market/bar.ts';
import { BarVolatility } from '../../../numerics/bar-volatility.ts';
import { RecentWindow } from '../../../numerics/recent-window.ts';
import { CloseReturns } from '../../close-returns.ts';
import type { Companions, InputCount } from '../../companions.ts';
import type { BookSlice } from '../../formula.ts';
import { RelativeStrength } from '../../mean-reversion/relative-strength.ts';
import {
  lagOneAutocorrelation,
  meanOfNewest,
  standardScoreOfNewest,
  volumeWeightedGap,
} from './window-features.ts';

/** How many numbers describe a moment. */
export const FEATURE_COUNT = 14;
/** Levels of either side of the book that are read. */
export const BOOK_LEVELS = 5;
/** Bars until every feature of bars exists. */
export const FEATURE_WARM_UP = 61;

const LARGEST = 5;
const DAY_MS = 86_400_000;
/** A book that changed longer ago than this is taken to be of the other side of a gap. */
const BOOK_FRESH_MS = 60_000;

/**
 * The description of a moment that all learners share (`X14` of the formula catalogue), 14 numbers from -5
 * to 5, 0 where an input is missing: 0 to 2 the move of the last bar, of 5 and of 20 bars in units of
 * volatility; 3 fast against slow volatility; 4 distance from the mean of 20 closes in standard deviations;
 * 5 relative strength around 0; 6 volume against its mean; 7 place of the close in its bar; 8 share of
 * buyers less that of sellers; 9 the same of the best five levels of the book; 10 distance from the
 * volume-weighted price of 60 bars; 11 autocorrelation of returns; 12 and 13 sine and cosine of the UTC
 * time of day. A bar of a venue's history does not tell who bought and counts as balanced.
 */
export class MarketFeatures {
  /** As of the last bar, the same list each time. */
  readonly values = new Float64Array(FEATURE_COUNT);
  readonly #returns = new CloseReturns();
  readonly #fast = new BarVolatility();
  readonly #slow = new BarVolatility(0.99);
  readonly #strength = new RelativeStrength(14);
  readonly #closes = new RecentWindow(21);
  readonly #volumes = new RecentWindow(60);
  readonly #typical = new RecentWindow(60);
  readonly #moves = new RecentWindow(60);
  readonly #book = { time: -Infinity, imbalance: 0 };
  readonly #inputs: InputCount | undefined;
  #input = -1;
  #bars = 0;
  #close = 0;

  /** Where several runs push the same `inputs`, each is counted once. */
  constructor(inputs?: InputCount) {
    this.#inputs = inputs;
  }

  /** Those all companions share. */
  static of(companions: Companions): MarketFeatures {
    return companions.shared(MarketFeatures, (inputs) => new MarketFeatures(inputs));
  }

  /** Whether 61 bars were seen. */
  get isWarm(): boolean {
    return this.#bars >= FEATURE_WARM_UP;
  }

  /** Volatility of one bar (`sig_t`). */
  get volatility(): number {
    return this.#fast.value;
  }

  get close(): number {
    return this.#close;
  }

  /** Takes in a book for the bar that will close next; one that is empty or crossed is passed over. */
  pushBook({ asks, bids, time }: BookSlice): void {
    if (this.#isKnown()) return;
    if (!((bids[0] ?? Infinity) < (asks[0] ?? -Infinity))) return;
    let bought = 0;
    let offered = 0;
    for (let i = 1; i < 2 * BOOK_LEVELS; i += 2) {
      bought += bids[i] ?? 0;
      offered += asks[i] ?? 0;
    }
    this.#book.time = time;
    this.#book.imbalance = (bought - offered) / (bought + offered);
  }

  pushBar(bar: Bar): void {
    if (this.#isKnown()) return;
    const { close, high, low, volumeBase } = bar;
    const move = this.#returns.next(close);
    this.#bars += 1;
    this.#close = close;
    if (Number.isFinite(move)) {
      this.#fast.push(move);
      this.#slow.push(move);
      this.#moves.push(move);
    }
    this.#closes.push(close);
    this.#volumes.push(volumeBase);
    this.#typical.push((high + low + close) / 3);
    const strength = this.#strength.next(close) ?? 50;
    if (this.isWarm) this.#describe(bar, move, strength);
  }

  /** Whether a companion pushed the input of now before. */
  #isKnown(): boolean {
    if (this.#inputs === undefined) return false;
    const { count } = this.#inputs;
    const isKnown = count === this.#input;
    this.#input = count;
    return isKnown;
  }

  #describe(bar: Bar, move: number, strength: number): void {
    const { values } = this;
    const { close, high, low, volumeBase, buyVolumeBase, tradeCount } = bar;
    const volatility = this.#fast.value;
    const closedAt = bar.openTime + bar.intervalMs;
    const isBookFresh = closedAt - this.#book.time <= BOOK_FRESH_MS;
    const { end, values: closes } = this.#closes;
    const angle = (2 * Math.PI * (closedAt % DAY_MS)) / DAY_MS;
    values[0] = bounded(move / volatility);
    values[1] = bounded(Math.log(close / (closes[end - 6] as number)) / (volatility * Math.sqrt(5)));
    values[2] = bounded(Math.log(close / (closes[end - 21] as number)) / (volatility * Math.sqrt(20)));
    values[3] = bounded(Math.log(volatility / this.#slow.value));
    values[4] = bounded(standardScoreOfNewest(this.#closes, 20));
    values[5] = bounded(strength / 50 - 1);
    values[6] = bounded(Math.log((volumeBase + 1e-12) / (meanOfNewest(this.#volumes, 20) + 1e-12)));
    values[7] = bounded((2 * close - high - low) / (high - low));
    values[8] = tradeCount > 0 ? bounded((2 * buyVolumeBase - volumeBase) / volumeBase) : 0;
    values[9] = isBookFresh ? bounded(this.#book.imbalance) : 0;
    values[10] = bounded(volumeWeightedGap(this.#typical, this.#volumes, close) / volatility / Math.sqrt(60));
    values[11] = bounded(lagOneAutocorrelation(this.#moves));
    values[12] = Math.sin(angle);
    values[13] = Math.cos(angle);
  }
}

/** Inside -5 to 5; 0 where the arithmetic had nothing to divide by. */
function bounded(value: number): number {
  if (value >= -LARGEST && value <= LARGEST) return value;
  return value > LARGEST ? LARGEST : value < -LARGEST ? -LARGEST : 0;
}
