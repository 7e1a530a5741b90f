import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { defineFormula } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { ownBitcoinBar } from '../own-bitcoin-bar.ts';

const DAY_MS = 86_400_000;
const SERIES = ['chain.hash-rate', 'chain.difficulty'] as const;
/** Hashes a block takes on average at a difficulty of 1, over the seconds it is to take. */
const HASHES_PER_SECOND = 2 ** 32 / 600;
/** Days of capitulation a recovery has to follow. */
const LONG_CAPITULATION = 10;
/** First days of a capitulation, in which miners are expected to sell. */
const SELLING_DAYS = 30;
const PRICE_DAYS = 10;

/**
 * Log of the short over the long mean of the daily hash rate; below zero miners give up. The hash rate of a
 * day is the newest told at its end, else the one that the difficulty stands for; a day without either is left out. Warm after `slow` daily bars of bitcoin,
 * no value where the own symbol is not bitcoin in dollars.
 */
export const hashRibbons = defineFormula({
  id: 'F265',
  key: 'hash-ribbons',
  title: 'Hash ribbons (miner capitulation and recovery)',
  family: 'bitcoin',
  output: { unit: 'log' },
  role: 'direction',
  source: "Edwards, C., 'Hash Ribbons & Bitcoin Bottoms', Capriole Investments, 2019",
  catalogue: {
    inputs: ['external'],
    params: {
      fast: { unit: 'days', meaning: 'fast SMA' },
      slow: { unit: 'days', meaning: 'slow SMA' },
      hold: { unit: 'days', meaning: 'life of a recovery signal' },
    },
    definition: `
      External: daily network hash rate h (id 259: D*2^32/600, or from the day's block count n:
      D*2^32*n/86400). SMA30, SMA60 simple means. Capitulation while SMA30 < SMA60. Recovery event: day on
      which SMA30 crosses above SMA60 after capitulation of at least 10 days. Value = ln(SMA30/SMA60).
    `,
    update: 'O(1) per day.',
    signal: `
      signal: +1 decaying linearly to 0 over hold days after a recovery event while the price is above its
      10-day SMA; -0.3 during the first 30 days of capitulation; else 0. confidence = 0.4.
    `,
    range: 'real',
  },
  defaults: { fast: 30, slow: 60, hold: 60 },
  input: 'step',
  reads: ['series', 'peers'],
  series: SERIES,
  barMs: DAY_MS,
  readings: {
    ...DIRECTION,
    /** Days the short mean has been below the long one. */
    capitulationDays: { unit: 'days', min: 0 },
    /** Days since the last recovery; none while there was none. */
    recoveryAge: { unit: 'days', min: 0 },
  },
  // A hash rate, and the bars.
  warmUp: ({ slow }) => slow + 1,

  start({ fast, hold, slow }) {
    const told = new OutsideValues(SERIES);
    const short = new RollingMoments(fast);
    const long = new RollingMoments(slow);
    const closes = new RollingMoments(PRICE_DAYS);
    let value: number | undefined;
    let capitulation = 0;
    let recoveryAge: number | undefined;
    let close = 0;

    const ofDay = (): number | undefined => {
      if (!long.isFull || !(short.mean > 0) || !(long.mean > 0)) return undefined;
      const ribbon = Math.log(short.mean / long.mean);
      if (recoveryAge !== undefined) recoveryAge += 1;
      if (ribbon > 0 && capitulation >= LONG_CAPITULATION) recoveryAge = 0;
      if (ribbon > 0) capitulation = 0;
      if (ribbon < 0) capitulation += 1;
      return ribbon;
    };
    const signal = () => {
      const isRising = closes.isFull && close > closes.mean;
      if (recoveryAge !== undefined && recoveryAge < hold && isRising) return 1 - recoveryAge / hold;
      return capitulation > 0 && capitulation <= SELLING_DAYS ? -0.3 : 0;
    };
    return withReadings(
      (step) => {
        if (step.kind === 'series') told.take(step);
        const bar = ownBitcoinBar(step);
        if (bar === undefined) return value;
        close = bar.close;
        closes.push(close);
        const rate = told.at('chain.hash-rate', step.time);
        const hashRate = Number.isNaN(rate)
          ? told.at('chain.difficulty', step.time) * HASHES_PER_SECOND
          : rate;
        if (Number.isNaN(hashRate)) return (value = undefined);
        short.push(hashRate);
        long.push(hashRate);
        return (value = ofDay());
      },
      {
        signal,
        confidence: () => 0.4,
        capitulationDays: () => capitulation,
        recoveryAge: () => recoveryAge,
      },
    );
  },
});
