import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { SortedWindow } from '../../../numerics/sorted-window.ts';
import { defineFormula } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { weekdayOf } from './day-of-week-effect.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** Funding is settled at 00:00, 08:00 and 16:00 UTC. */
const FUNDING_MS = 8 * 60 * MINUTE_MS;
/** Observations of a bin below which nothing is said of it. */
const FEWEST = 7;

/**
 * Whether the time of day that now begins or runs is one in which enough trades: 0 where the bin usually sees
 * less than `min_ratio` of the mean of its kind of day, half around funding, 1 else. Kinds of days are weekdays
 * and weekends, UTC. A bin with a missing bar is left out. A value from the first bar on.
 */
export const liquidityHourFilter = defineFormula({
  id: 'F282',
  key: 'liquidity-hour-filter',
  title: 'Intraday liquidity periodicity filter',
  family: 'bitcoin',
  output: { unit: 'gate multiplier', min: 0, max: 1 },
  role: 'filter',
  source:
    "Hansen, P. R., Kim, C. & Kimbrough, W., 'Periodicity in Cryptocurrency Volatility and Liquidity', Journal of Financial Econometrics 22(1), 2024",
  catalogue: {
    inputs: ['bars'],
    params: {
      window: { unit: 'days', meaning: 'history' },
      bin: { unit: 'min', meaning: 'time-of-day bin' },
      min_ratio: { unit: '1', meaning: 'close the gate below' },
      funding_guard: { unit: 'min', meaning: 'minutes around funding stamps with gate half-open' },
    },
    definition: `
      For each time-of-day bin b: V_b = median over the last window same-weekday-class days (class:
      weekday or weekend) of quote volume in that bin. Ratio rho_b = V_b/mean_b V_b within the class. A
      bin with fewer than 7 observations has rho = 1. Gate = 0 if rho < min_ratio; 0.5 within
      funding_guard of 00:00, 08:00, 16:00 UTC (configurable stamps); else 1.
    `,
    update: 'Median of <= window values per bin, O(log n) per bin end.',
    signal: 'filter: multiplies confidence of every new entry; exits are never gated.',
    range: '{0,0.5,1}',
  },
  defaults: { window: 28, bin: 15, min_ratio: 0.4, funding_guard: 2 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Usual quote volume of the bin over the mean of all bins; 1 where too little is known. */
    ratio: { unit: 'ratio', min: 0 },
  },
  warmUp: () => 1,

  start({ bin, funding_guard: guard, min_ratio: minRatio, window }) {
    const bins = wholeNumber('bins a day', DAY_MS / (bin * MINUTE_MS));
    const kinds = [new KindOfDay(bins, window), new KindOfDay(bins, window)] as const;
    const binMs = bin * MINUTE_MS;
    let seenMs = 0;
    let volume = 0;
    let ratio = 1;
    let gate = 1;
    const kindAt = (time: number) => kinds[isWeekend(time) ? 1 : 0];
    const binAt = (time: number) => Math.floor((time % DAY_MS) / binMs);

    return withReadings(
      ({ close, intervalMs, openTime, volumeBase }) => {
        const end = openTime + intervalMs;
        if (openTime % binMs === 0) seenMs = volume = 0;
        seenMs += intervalMs;
        volume += volumeBase * close;
        if (end % binMs === 0 && seenMs === binMs) kindAt(openTime).push(binAt(openTime), volume);
        ratio = kindAt(end).ratioOf(binAt(end));
        const fromFunding = Math.min(end % FUNDING_MS, FUNDING_MS - (end % FUNDING_MS));
        gate = ratio < minRatio ? 0 : fromFunding <= guard * MINUTE_MS ? 0.5 : 1;
        return gate;
      },
      { gate: () => gate, ratio: () => ratio },
    );
  },
});

const isWeekend = (time: number) => [0, 6].includes(weekdayOf(time));

/** What the bins of one kind of day usually see. */
class KindOfDay {
  readonly #bins: readonly SortedWindow[];
  readonly #medians: Float64Array;
  #sum = 0;
  #known = 0;

  constructor(bins: number, window: number) {
    this.#bins = Array.from({ length: bins }, () => new SortedWindow(window));
    this.#medians = new Float64Array(bins);
  }

  push(bin: number, volume: number): void {
    const seen = this.#bins[bin];
    if (seen === undefined) return;
    seen.push(volume);
    if (seen.count < FEWEST) return;
    this.#medians[bin] = seen.quantile(0.5);
    this.#known = this.#bins.filter(({ count }) => count >= FEWEST).length;
    this.#sum = this.#medians.reduce((sum, each) => sum + each, 0);
  }

  /** Median of a bin over the mean of all known ones; 1 where it is not known. */
  ratioOf(bin: number): number {
    const isKnown = (this.#bins[bin]?.count ?? 0) >= FEWEST;
    return isKnown && this.#sum > 0 ? ((this.#medians[bin] as number) * this.#known) / this.#sum : 1;
  }
}
