import { clip } from '../../numerics/clip.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { TimedSum } from '../../numerics/timed-sum.ts';
import { defineFormula } from '../formula.ts';
import { OutsideValues } from '../outside-values.ts';
import { FILTER, withReadings } from '../readings.ts';
import { DAY_MS, DayActivity } from '../volume/day-activity.ts';

const SERIES = [
  'derivative.open-interest',
  'derivative.long-short-ratio',
  'derivative.predicted-funding-rate',
  'derivative.funding-rate',
  'derivative.funding-interval',
] as const;
const HOUR_MS = 3_600_000;
const MOVE_HOURS = 4;
const FUNDING_HOURS = 8;
const NEAREST = 1e-12;

/**
 * Risk that shorts are forced to buy, from 0 to 0.9375: many shorts against what trades in a day, shorts that pay
 * funding, few long accounts against what is usual, and a price that has risen for four hours. Each counts up
 * to one half. Needs an open interest and a funding rate. Warm after a day of bars.
 */
export const shortSqueezeRisk = defineFormula({
  id: 'F411',
  key: 'short-squeeze-risk',
  title: 'Short-squeeze risk (days to cover, funding and crowding)',
  family: 'direction',
  output: { unit: 'risk', min: 0, max: 0.9375 },
  role: 'filter',
  source:
    "Hong, H., Li, F. W., Ni, S. X., Scheinkman, J. A. & Yan, P., 'Days to Cover and Stock Returns', NBER Working Paper 21166, 2015",
  catalogue: {
    inputs: ['external'],
    params: {
      dtc_hi: { unit: 'days', meaning: 'days-to-cover that counts fully' },
      fund_lo: { unit: 'per 8 h', meaning: 'funding that counts fully' },
      ls_window: { unit: 'observations', meaning: 'z-score of the long/short account ratio' },
      block: { unit: '1', meaning: 'gate' },
    },
    definition: `
      External: open interest OI (quote currency), long/short account ratio q (or share of shorts x),
      funding F per 8 h, 24-h quote volume V. Short notional proxy = OI/(1+q) (q = long/short; OI/2 if
      absent). Days to cover DTC = short notional/V. Components in [0,1]: c1 = clip(DTC/dtc_hi,0,1); c2 =
      clip(F/fund_lo,0,1) (negative funding: shorts pay); c3 = clip(-z(q)/2,0,1), z over ls_window (ddof
      1; 0 if absent); c4 = clip(price return of the last 4 h/(2*sigma_4h),0,1). Risk = 1 -
      (1-0.5*c1)(1-0.5*c2)(1-0.5*c3)(1-0.5*c4). V = 0 -> c1 = 1.
    `,
    update: 'O(1) per refresh.',
    signal: `
      filter: risk >= block -> new shorts refused and short stops tightened by half; size of shorts
      x(1-risk). Longs unaffected.
    `,
    range: '[0,0.9375]',
  },
  defaults: { dtc_hi: 0.5, fund_lo: -0.0002, ls_window: 90, block: 0.7 },
  input: 'step',
  reads: ['series', 'bar'],
  series: SERIES,
  readings: {
    /** Always 1: longs are not held back. */
    ...FILTER,
    /** 0 refuses new shorts. */
    shortGate: { unit: 'gate', min: 0, max: 1, neutral: 1 },
    shortScale: { unit: 'scale', min: 0, max: 1, neutral: 1 },
    /** What the distance of the stop of a short is multiplied by. */
    shortStopFactor: { unit: '1', min: 0.5, max: 1, neutral: 1 },
    daysToCover: { unit: 'days', min: 0 },
  },
  warmUp: () => 4,
  warmUpMs: () => DAY_MS,

  start({ block, dtc_hi: manyDays, fund_lo: lowFunding, ls_window: ratios }) {
    positive('dtc_hi', manyDays);
    if (!(lowFunding < 0)) throw new RangeError(`fund_lo must be below zero, was ${lowFunding}`);
    const told = new OutsideValues(SERIES);
    const day = new DayActivity();
    const moves = new TimedSum(MOVE_HOURS * HOUR_MS);
    const accounts = new RollingMoments(wholeNumber('ls_window', ratios, 2));
    let move = 0;
    let cover = 0;
    let value: number | undefined;
    const isBlocked = () => (value ?? 0) >= block;

    const riskAt = (time: number): number | undefined => {
      const open = told.at('derivative.open-interest', time) * day.close;
      const funding = fundingAt(told, time);
      if (!day.isWhole || Number.isNaN(open) || Number.isNaN(funding)) return undefined;
      const ratio = told.at('derivative.long-short-ratio', time);
      cover = shortNotional(open, ratio) / day.volumeQuote;
      const usualMove = day.sigma * Math.sqrt((MOVE_HOURS * HOUR_MS) / DAY_MS);
      return squeezeRisk([
        day.volumeQuote > 0 ? cover / manyDays : 1,
        funding / lowFunding,
        Number.isNaN(ratio) ? 0 : -zOf(ratio, accounts) / 2,
        usualMove > NEAREST ? move / (2 * usualMove) : 0,
      ]);
    };
    return withReadings(
      (step) => {
        if (step.kind === 'series') {
          told.take(step);
          if (step.name === 'derivative.long-short-ratio') accounts.push(step.value);
        }
        if (step.kind === 'bar') {
          const before = day.close;
          day.push(step.bar);
          if (!Number.isNaN(before)) move = moves.push(step.time, Math.log(day.close / before));
        }
        return (value = riskAt(step.time));
      },
      {
        gate: () => 1,
        shortGate: () => (isBlocked() ? 0 : 1),
        shortScale: () => 1 - (value ?? 0),
        shortStopFactor: () => (isBlocked() ? 0.5 : 1),
        daysToCover: () => cover,
      },
    );
  },
});

/** Chance that at least one of some causes of half weight works; each is cut to 0 to 1. */
export function squeezeRisk(causes: readonly number[]): number {
  return 1 - causes.reduce((calm, each) => calm * (1 - 0.5 * clip(each, 0, 1)), 1);
}

/** Notional of the shorts, from longs per short where known: half where accounts are not told. */
export function shortNotional(openInterest: number, longsPerShort: number): number {
  return longsPerShort >= 0 ? openInterest / (1 + longsPerShort) : openInterest / 2;
}

/** The rate expected next, else the one settled last, as if for eight hours; NaN where neither is told. */
function fundingAt(told: OutsideValues, time: number): number {
  const expected = told.at('derivative.predicted-funding-rate', time);
  const rate = Number.isNaN(expected) ? told.at('derivative.funding-rate', time) : expected;
  const hours = told.at('derivative.funding-interval', time);
  return hours > 0 ? (rate * FUNDING_HOURS) / hours : rate;
}

/** A value against what a full window of them is like; 0 before, and where they do not vary. */
function zOf(value: number, window: RollingMoments): number {
  const deviation = Math.sqrt(window.sampleVariance);
  return window.isFull && deviation > NEAREST ? (value - window.mean) / deviation : 0;
}
