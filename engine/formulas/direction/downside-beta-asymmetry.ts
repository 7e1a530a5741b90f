import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { sampleDeviation } from '../../numerics/sample-deviation.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { MarketReturns } from './market-returns.ts';

const NEAREST = 1e-12;
const LEAST_BETA = 0.2;

/**
 * Trend of the market over `trend` days, weighted by how the symbol follows the market on that side: below zero
 * in a falling market, the more the more the symbol falls with it than it rises. Betas from up to `window` days.
 * Warm with `min_n` days of the market on each side of its mean, and no less than `trend`.
 */
export const downsideBetaAsymmetry = defineFormula({
  id: 'F408',
  key: 'downside-beta-asymmetry',
  title: 'Downside versus upside beta',
  family: 'direction',
  output: { unit: 'score' },
  role: 'direction',
  source: "Ang, A., Chen, J. & Xing, Y., 'Downside Risk', Review of Financial Studies 19(4), 2006",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      window: { unit: 'days', meaning: 'sample' },
      trend: { unit: 'days', meaning: 'market trend that selects the side' },
      min_n: { unit: 'observations', meaning: 'per side' },
    },
    definition: `
      Market m = BTC (equal-weighted universe for BTC itself), daily log returns, mu = mean of m. beta- =
      cov(y,m | m < mu)/var(m | m < mu), beta+ likewise for m > mu (ddof 1 within each subset). Asymmetry
      A = beta- - beta+. Market trend T = market return over trend days/(std of daily m*sqrt(trend)).
      Value = T<0: -|T|*beta-/max(0.2,(beta- + beta+)/2) ; T>0: +|T|*beta+/max(0.2,mean beta): a symbol
      that falls more than it rises is shorted in falling markets and bought less in rising ones.
    `,
    update: 'Two sets of running sums O(1) per day (membership by the current mu, rebuilt weekly).',
    signal: 'signal = clip(value/2,-1,1); confidence = min(1,|value|/3)*0.6.',
    range: 'real',
  },
  defaults: { window: 365, trend: 30, min_n: 40 },
  input: 'step',
  reads: ['peers'],
  barMs: 86_400_000,
  readings: {
    ...DIRECTION,
    /** Slopes on the days below and above the mean of the market. */
    downsideBeta: { unit: '1' },
    upsideBeta: { unit: '1' },
    /** The former less the latter. */
    asymmetry: { unit: '1' },
    /** Move of the market in standard deviations. */
    trend: { unit: 'z-score' },
  },
  warmUp: ({ min_n: least, trend }) => Math.max(2 * least, trend) + 1,

  start({ min_n: least, trend: days, window }) {
    wholeNumber('min_n', least, 2);
    wholeNumber('trend', days);
    const returns = new MarketReturns('the others');
    const market = new RecentValues(wholeNumber('a window', window, Math.max(2 * least, days)));
    const own = new RecentValues(window);
    let betas: SidedBetas = { downside: 0, upside: 0 };
    let trend = 0;
    let value: number | undefined;

    const valueNow = (): number | undefined => {
      if (market.count < Math.max(2 * least, days)) return undefined;
      const moves = market.toArray();
      const found = sidedBetas(moves, own.toArray(), least);
      const reach = sampleDeviation(moves) * Math.sqrt(days);
      if (found === undefined || !(reach > NEAREST)) return undefined;
      betas = found;
      trend = moves.subarray(-days).reduce((sum, each) => sum + each, 0) / reach;
      return asymmetryValue(trend, betas);
    };
    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'peers') return undefined;
        if (!returns.push(step.peers)) return value;
        market.push(returns.market);
        own.push(returns.own);
        return (value = valueNow());
      },
      {
        signal: () => clip((value ?? 0) / 2, -1, 1),
        confidence: () => 0.6 * Math.min(1, Math.abs(value ?? 0) / 3),
        downsideBeta: () => betas.downside,
        upsideBeta: () => betas.upside,
        asymmetry: () => betas.downside - betas.upside,
        trend: () => trend,
      },
    );
  },
});

/** Slopes on a market below and above its mean. */
export interface SidedBetas {
  readonly downside: number;
  readonly upside: number;
}

/** Both slopes; undefined with fewer than `least` moves on a side, or where those do not differ. */
export function sidedBetas(
  market: ArrayLike<number>,
  own: ArrayLike<number>,
  least: number,
): SidedBetas | undefined {
  let mean = 0;
  for (let i = 0; i < market.length; i += 1) mean += (market[i] as number) / market.length;
  const downside = betaWhere(market, own, { least, isIn: (move) => move < mean });
  const upside = betaWhere(market, own, { least, isIn: (move) => move > mean });
  return downside === undefined || upside === undefined ? undefined : { downside, upside };
}

/** The trend of the market in deviations, times the slope on its side over the mean of both. */
export function asymmetryValue(trend: number, { downside, upside }: SidedBetas): number {
  const beta = trend < 0 ? downside : upside;
  return (trend * beta) / Math.max(LEAST_BETA, (downside + upside) / 2);
}

function betaWhere(
  market: ArrayLike<number>,
  own: ArrayLike<number>,
  { isIn, least }: { readonly least: number; readonly isIn: (move: number) => boolean },
): number | undefined {
  let count = 0;
  let meanX = 0;
  let meanY = 0;
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < market.length; i += 1) {
    const x = market[i] as number;
    if (!isIn(x)) continue;
    count += 1;
    const before = x - meanX;
    meanX += before / count;
    meanY += ((own[i] as number) - meanY) / count;
    xx += before * (x - meanX);
    xy += before * ((own[i] as number) - meanY);
  }
  return count >= least && xx > NEAREST * NEAREST ? xy / xx : undefined;
}
