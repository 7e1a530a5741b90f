import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { midRanks } from '../../numerics/mid-ranks.ts';
import { sampleDeviation } from '../../numerics/sample-deviation.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { PeerReturns } from '../sizing/peer-returns.ts';

const DAYS_A_YEAR = 365;
const NEAREST = 1e-12;

/**
 * Side and strength of the own symbol by its own return and by its place among the followed ones over
 * `lookback` days: above zero for one of the best that also beat the hurdle, below zero for one of the worst
 * that also fell behind it. From -1 to 1, 0 flat. No value below `universe` symbols with all their bars. Warm
 * after `lookback + 1` daily bars.
 */
export const dualMomentum = defineFormula({
  id: 'F410',
  key: 'dual-momentum',
  title: 'Dual (absolute and relative) momentum, long, flat or short',
  family: 'direction',
  output: { unit: 'position times strength', min: -1, max: 1 },
  role: 'direction',
  source:
    "Antonacci, G., 'Risk Premia Harvesting Through Dual Momentum', Journal of Management & Entrepreneurship 2(1), 2017 (book: 'Dual Momentum Investing', McGraw-Hill, 2014)",
  catalogue: {
    inputs: ['bars'],
    params: {
      lookback: { unit: 'days', meaning: 'return window' },
      rf: { unit: 'per year', meaning: 'hurdle' },
      universe: { unit: 'symbols', meaning: 'minimum' },
      top: { unit: 'fraction', meaning: 'relative winners and losers' },
    },
    definition: `
      R_i = C_t/C_{t-lookback} - 1 for each symbol, hurdle h = rf*lookback/365. Relative rank u_i
      (mid-rank in [0,1]). Long if u_i >= 1-top and R_i > h; short if u_i <= top and R_i < -h; else flat.
      Strength g = min(1, |R_i|/(2*sigma_i*sqrt(lookback))), sigma_i = daily std over lookback (ddof 1).
    `,
    update: 'O(n log n) per day.',
    signal: 'signal = side*g; confidence = 0.5 + 0.5*g for non-flat, else 0.',
    range: '[-1,1]',
  },
  defaults: { lookback: 90, rf: 0.04, universe: 4, top: 0.34 },
  input: 'step',
  reads: ['peers'],
  barMs: 86_400_000,
  readings: {
    ...DIRECTION,
    /** Place of the own return among all, 0 the worst and 1 the best. */
    rank: { unit: 'rank', min: 0, max: 1 },
    /** Own simple return over the lookback. */
    return: { unit: 'simple return' },
  },
  warmUp: ({ lookback }) => lookback + 1,

  start({ lookback, rf, top, universe }) {
    wholeNumber('universe', universe, 2);
    const hurdle = (rf * wholeNumber('lookback', lookback, 2)) / DAYS_A_YEAR;
    const peers = new PeerReturns(lookback);
    let rank = 0;
    let gain = 0;
    let value = 0;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'peers') return undefined;
        peers.push(step.peers);
        if (!peers.isFull) return undefined;
        const returns = peers.complete();
        if (returns.length < universe) return undefined;
        const gains = returns.map((each) => Math.expm1(each.reduce((sum, one) => sum + one, 0)));
        gain = gains[0] as number;
        rank = midRanks(gains)[0] as number;
        const reach = 2 * sampleDeviation(returns[0] as Float64Array) * Math.sqrt(lookback);
        value = momentumSide({ gain, rank, hurdle, top }) * strengthOf(gain, reach);
        return value;
      },
      {
        signal: () => value,
        confidence: () => (value === 0 ? 0 : 0.5 + 0.5 * Math.abs(value)),
        rank: () => rank,
        return: () => gain,
      },
    );
  },
});

/** A return over the lookback, where it lies among others, and what is asked of it. */
export interface RankedReturn {
  readonly gain: number;
  readonly rank: number;
  readonly hurdle: number;
  /** Share of the symbols that count as best, and as worst. */
  readonly top: number;
}

/** 1 for one of the best above the hurdle, -1 for one of the worst below its mirror image, else 0. */
export function momentumSide({ gain, hurdle, rank, top }: RankedReturn): -1 | 0 | 1 {
  if (rank >= 1 - top && gain > hurdle) return 1;
  return rank <= top && gain < -hurdle ? -1 : 0;
}

/** Size of a return against the `reach` that counts fully, from 0 to 1; 0 where nothing moves. */
export function strengthOf(gain: number, reach: number): number {
  return reach > NEAREST ? Math.min(1, Math.abs(gain) / reach) : 0;
}
