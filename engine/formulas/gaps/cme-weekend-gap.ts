import type { Bar } from '../../domain/market/bar.ts';
import { clip } from '../../numerics/clip.ts';
import { notNegative, positive } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { ChicagoWeekends } from './chicago-weekend.ts';
import { DayRange } from './day-range.ts';
import { GapSurvival } from './gap-survival.ts';

const DAY_MS = 86_400_000;
const PRIOR = 0.5;
const FULL_GAP = 0.02;
const FEWEST = 30;
const MOST = 500;

/**
 * Way back to the price at which futures in Chicago stopped trading on Friday, in ranges of a day: above zero
 * it lies above. 0 after that price was traded, after `max_age` days, and before the first weekend. The own
 * bars stand for the futures; any length that divides an hour will do. Warm with the first bar after
 * `atr_period` whole days.
 */
export const cmeWeekendGap = defineFormula({
  id: 'F234',
  key: 'cme-weekend-gap',
  title: 'CME bitcoin futures weekend gap',
  family: 'gaps',
  output: { unit: 'ATR multiples to the Friday close' },
  role: 'direction',
  source:
    "CME Group, 'CME Rulebook Chapter 350: Bitcoin Futures', 2017 (trading hours that create the gap); gap definition: Caporale & Plastun 2017",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      close_time: { fixed: 'Friday 16:00', unit: 'America/Chicago', meaning: 'last trade of the CME week' },
      open_time: { fixed: 'Sunday 17:00', unit: 'America/Chicago', meaning: 'reopen' },
      min_gap: { unit: 'log', meaning: 'smallest gap traded' },
      max_age: { unit: 'days', meaning: 'gap expires' },
      atr_period: { unit: 'days', meaning: 'ATR period' },
    },
    definition: `
      External (or bars of the spot/index used as proxy): P_close = price at Friday 16:00 and P_open =
      price at Sunday 17:00 Chicago time (IANA zone, daylight saving applied). Gap g = ln(P_open/P_close).
      While open (price has not traded through P_close since the reopen, and age <= max_age): distance d_t
      = ln(P_close/P_t); value = d_t / (ATR_14d/P_t). After the fill or expiry value = 0.
    `,
    update: 'O(1) per bar.',
    signal: `
      signal = clip(value,-1,1) toward the Friday close when |g| >= min_gap; confidence =
      0.5*min(1,|g|/0.02) (prior only; replaced by the id 232 fill probability when at least 30 gaps are
      known).
    `,
    range: 'real',
  },
  defaults: { min_gap: 0.003, max_age: 5, atr_period: 14 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** From the price on Friday to that on Sunday; 0 where no gap is open. */
    gap: { unit: 'log return' },
    /** Weekend gaps remembered that were large enough to be traded. */
    known: { unit: 'gaps', min: 0 },
  },
  warmUp: () => 2,
  warmUpMs: (params) => params.atr_period * DAY_MS,

  start({ atr_period: period, max_age: days, min_gap: smallest }) {
    notNegative('min_gap', smallest);
    const range = new DayRange(period);
    const weekends = new WeekendGaps(positive('max_age', days) * DAY_MS, smallest);
    let distance = 0;
    const size = () => Math.abs(weekends.gap?.size ?? 0);
    const isTraded = () => weekends.gap !== undefined && size() >= smallest;

    return withReadings(
      (bar) => {
        range.push(bar);
        weekends.push(bar);
        if (Number.isNaN(range.value)) return undefined;
        const { gap } = weekends;
        distance = gap === undefined ? 0 : gapDistance(gap.level, bar.close, range.value);
        return distance;
      },
      {
        signal: () => (isTraded() ? clip(distance, -1, 1) : 0),
        confidence: () => {
          if (!isTraded()) return 0;
          return weekends.known >= FEWEST ? weekends.fillProbability : PRIOR * Math.min(1, size() / FULL_GAP);
        },
        gap: () => weekends.gap?.size ?? 0,
        known: () => weekends.known,
      },
    );
  },
});

/** Log distance from a price to a level, in units of the range of a day at that price. */
export function gapDistance(level: number, price: number, range: number): number {
  return Math.log(level / price) / (range / price);
}

/** A gap between Friday and Sunday. */
interface WeekendGap {
  /** When trading began again. */
  readonly start: number;
  /** The price on Friday. */
  readonly level: number;
  /** Log return over the weekend. */
  readonly size: number;
}

/** Follows the gaps of weekends. */
class WeekendGaps {
  readonly #weekends = new ChicagoWeekends();
  readonly #survival = new GapSurvival<WeekendGap>(MOST);
  readonly #longest: number;
  readonly #smallest: number;
  #time = -Infinity;
  #close = NaN;
  #friday = NaN;
  #gap: WeekendGap | undefined;

  constructor(longest: number, smallest: number) {
    this.#longest = longest;
    this.#smallest = smallest;
  }

  /** The gap that is open now. */
  get gap(): WeekendGap | undefined {
    return this.#gap;
  }

  get known(): number {
    return this.#survival.count;
  }

  /** Probability that the open gap is filled before it is watched no longer. */
  get fillProbability(): number {
    const age = this.#time - (this.#gap?.start ?? NaN);
    return this.#survival.fillProbability(age, this.#longest - age, this.#time);
  }

  push(bar: Bar): void {
    const before = this.#time;
    const time = bar.openTime + bar.intervalMs;
    const weekend = this.#weekends.at(time);
    const priceAt = (moment: number) => (time === moment ? bar.close : this.#close);
    if (this.#gap !== undefined) this.#watch(this.#gap, bar);
    if (before < weekend.close && time >= weekend.close) this.#friday = priceAt(weekend.close);
    if (before < weekend.open && time >= weekend.open) this.#open(weekend.open, priceAt(weekend.open));
    this.#time = time;
    this.#close = bar.close;
  }

  #open(start: number, price: number): void {
    const level = this.#friday;
    const size = Math.log(price / level);
    this.#friday = NaN;
    if (this.#gap !== undefined) this.#end(this.#gap, start, false);
    // Without a price of Friday there is no gap, and a price that came back has left none.
    if (!Number.isFinite(size) || size === 0) return;
    this.#gap = { start, level, size };
    if (Math.abs(size) >= this.#smallest) this.#survival.open(this.#gap);
  }

  #watch(gap: WeekendGap, { high, intervalMs, low, openTime }: Bar): void {
    const isFilled = gap.size > 0 ? low <= gap.level : high >= gap.level;
    const time = openTime + intervalMs;
    if (isFilled) this.#end(gap, time, true);
    else if (time - gap.start > this.#longest) this.#end(gap, gap.start + this.#longest, false);
  }

  #end(gap: WeekendGap, time: number, isFill: boolean): void {
    this.#survival.close(gap, time - gap.start, isFill);
    this.#gap = undefined;
  }
}
