import { clip } from '../../numerics/clip.ts';
import { positive } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { DAY_MS, DayActivity } from './day-activity.ts';

/**
 * Bets that arrive a day, from the quote volume and the volatility of the last 24 hours: two thirds powers of
 * trading activity. Bets per day, never negative, 0 where nothing trades or moves. Quote units count as dollars.
 * Warm after a day of bars.
 */
export const invarianceBetArrivalRate = defineFormula({
  id: 'F402',
  key: 'invariance-bet-arrival-rate',
  title: 'Bet arrival rate from trading activity (invariance)',
  family: 'volume',
  output: { unit: 'bets per day', min: 0 },
  role: 'filter',
  source:
    "Kyle, A. S. & Obizhaeva, A. A., 'Market Microstructure Invariance: Empirical Hypotheses', Econometrica 84(4), 2016",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      gamma0: { unit: 'bets/day', meaning: 'benchmark arrival rate' },
      W0: { unit: 'USD/day', meaning: 'benchmark trading activity: 40 USD x 1e6 shares x 2%' },
      scale: { unit: '1', meaning: 'rescaling to this market, fitted as (observed signal half-life ratio)' },
      min_per_day: { unit: 'trades/day', meaning: 'lower bound' },
      max_per_day: { unit: 'trades/day', meaning: 'upper bound, id 334' },
    },
    definition: `
      Trading activity W = P*V24*sigma_D (USD volume of 24 h times daily volatility). Bet arrival rate
      gamma = scale*gamma0*(W/W0)^(2/3) per day; average bet = V24/gamma (base), as a share of volume
      1/gamma. Business-time pace: horizons of fixed length H0 at the benchmark correspond to
      H0*(W/W0)^(-2/3). Trade-frequency budget = clip(gamma^(1/2), min_per_day, max_per_day) per strategy
      (square root keeps the budget far below the flow of bets). W <= 0 -> min_per_day.
    `,
    update: 'O(1) per minute.',
    signal: 'filter: budget replaces per_day of id 334; horizon scale feeds ids 333 and 360.',
    range: '(0,inf)',
  },
  defaults: { gamma0: 85, W0: 800000, scale: 1, min_per_day: 4, max_per_day: 50 },
  input: 'bar',
  readings: {
    /** Always 1: the budget is kept by whoever counts trades. */
    ...FILTER,
    /** Trades a day a strategy should make at most. */
    budget: { unit: 'trades/day', min: 0 },
    /** Size of a bet in base units. */
    averageBet: { unit: 'base', min: 0 },
    /** What a horizon of the benchmark is multiplied by: below 1 where this market is faster. */
    horizonScale: { unit: '1', min: 0 },
  },
  warmUp: () => 2,
  warmUpMs: () => DAY_MS,

  start({ W0, gamma0, max_per_day: most, min_per_day: least, scale }) {
    const benchmark = {
      activity: positive('W0', W0),
      rate: positive('gamma0', gamma0) * positive('scale', scale),
    };
    if (!(least >= 0 && most >= least)) {
      throw new RangeError(
        `trades a day must not be negative nor the least above the most, was ${least} to ${most}`,
      );
    }
    const day = new DayActivity();
    let rate = 0;

    return withReadings(
      (bar) => {
        day.push(bar);
        if (!day.isWhole) return undefined;
        rate = betRate(day.volumeQuote * day.sigma, benchmark);
        return rate;
      },
      {
        gate: () => 1,
        budget: () => clip(Math.sqrt(rate), least, most),
        averageBet: () => day.volumeBase / rate,
        horizonScale: () => benchmark.rate / rate,
      },
    );
  },
});

/** A market whose bets are counted: its quote volume a day times its volatility a day, and bets a day. */
export interface BetBenchmark {
  readonly activity: number;
  readonly rate: number;
}

/** Bets a day of a market with this activity; 0 where there is none. */
export function betRate(activity: number, benchmark: BetBenchmark): number {
  return activity > 0 ? benchmark.rate * Math.cbrt(activity / benchmark.activity) ** 2 : 0;
}
