import { clip } from '../../../numerics/clip.ts';
import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { defineFormula } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { DailyHistory } from './daily-history.ts';

const DAY_MS = 86_400_000;
const DAYS_PER_YEAR = 365;
const SERIES = [
  'derivative.index-price',
  'future.near-price',
  'future.near-expiry',
  'future.far-price',
  'future.far-expiry',
] as const;
/** Ranks nearer to the middle say nothing. */
const BAND = 0.4;

/**
 * What dated futures cost above the spot index, a year, at a constant time to expiry of `target` days. Above
 * zero futures are dearer. It leans against an extreme among the last `window` days, of which each counts with
 * its newest value; no lean before that many. Warm with an index, a price and an expiry.
 */
export const annualizedFuturesBasis = defineFormula({
  id: 'F271',
  key: 'annualised-futures-basis',
  title: 'Annualised dated-futures basis',
  family: 'bitcoin',
  output: { unit: 'per year' },
  role: 'direction',
  source:
    "Cornell, B. & French, K. R., 'The pricing of stock index futures', Journal of Futures Markets 3(1), 1983",
  catalogue: {
    inputs: ['external'],
    params: {
      min_days: { unit: 'days', meaning: 'ignore contracts closer than this' },
      target: { unit: 'days', meaning: 'constant maturity' },
      window: { unit: 'days', meaning: 'percentile history' },
    },
    definition: `
      Dated futures price F_i with time to expiry T_i years (365-day), spot index S: b_i = ln(F_i/S)/T_i.
      Constant maturity b: linear interpolation in T of the two contracts around target (flat
      extrapolation). u = percentile rank of b in the last window daily values (mid-rank).
    `,
    update: 'O(contracts) per update.',
    signal: `
      signal = (0.5-u)*2 beyond the band 0.1 < u < 0.9 (extreme contango fades, backwardation buys), 0
      inside; confidence = 0.5*|2u-1|. Also the carry input of cash-and-carry strategies.
    `,
    range: 'real',
  },
  defaults: { min_days: 3, target: 90, window: 180 },
  input: 'step',
  reads: ['series'],
  series: SERIES,
  readings: {
    ...DIRECTION,
    /** Place of the value among those of the last `window` days; none before that many. */
    rank: { unit: 'rank', min: 0, max: 1 },
  },
  warmUp: () => 3,

  start({ min_days: minDays, target, window }) {
    const told = new OutsideValues(SERIES);
    const history = new DailyHistory(wholeNumber('a window', window));
    let value: number | undefined;

    const contractAt = (place: 'near' | 'far', time: number): FuturesBasis | undefined => {
      const days = (told.at(`future.${place}-expiry`, time) - time) / DAY_MS;
      const index = told.at('derivative.index-price', time);
      const basis = basisOf(told.at(`future.${place}-price`, time), index, days / DAYS_PER_YEAR);
      return days >= minDays && Number.isFinite(basis) ? { basis, years: days / DAYS_PER_YEAR } : undefined;
    };
    const lean = () => (history.isFull ? 0.5 - history.rank() : 0);
    return withReadings(
      (step) => {
        if (step.kind !== 'series') return value;
        told.take(step);
        const near = contractAt('near', step.time);
        const far = contractAt('far', step.time);
        value = basisAt(near, far, target / DAYS_PER_YEAR);
        if (value !== undefined) history.push(step.time, value);
        return value;
      },
      {
        signal: () => (Math.abs(lean()) > BAND ? 2 * lean() : 0),
        confidence: () => clip(Math.abs(lean()), 0, 0.5),
        rank: () => (history.isFull ? history.rank() : undefined),
      },
    );
  },
});

/** What one future costs above spot. */
export interface FuturesBasis {
  /** Log of future over spot, a year. */
  readonly basis: number;
  /** Time to expiry in years of 365 days. */
  readonly years: number;
}

/** Log of future over spot, a year. */
export function basisOf(future: number, spot: number, years: number): number {
  return Math.log(future / spot) / years;
}

/** The basis at a time to expiry, even between two futures and flat beyond them; that of the only one. */
export function basisAt(
  near: FuturesBasis | undefined,
  far: FuturesBasis | undefined,
  years: number,
): number | undefined {
  if (near === undefined || far === undefined) return (near ?? far)?.basis;
  const share = far.years === near.years ? 0 : (years - near.years) / (far.years - near.years);
  return near.basis + clip(share, 0, 1) * (far.basis - near.basis);
}
