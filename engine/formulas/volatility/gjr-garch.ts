import { nelderMead } from '../../numerics/nelder-mead.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { withRefit } from '../refit.ts';
import { backcast, ConditionalVariance, fitVariance, varianceLikelihood } from './conditional-variance.ts';

const START = [0.05, 0.05, 0, 0.9] as const;
const INVALID = 1e10;
const WIDEST = 1.5;

/**
 * How much more a fall moves the variance than a rise: `(a + g) / a` of GJR-GARCH, 1 where both count the
 * same, at most 20. Fitted first on `n / 2` returns; warm with the next.
 */
export const gjrGarch = defineFormula({
  id: 'F154',
  key: 'gjr-garch',
  title: 'GJR-GARCH asymmetry',
  family: 'volatility',
  output: { unit: 'ratio', min: 0, max: 20 },
  role: 'context',
  source:
    "Glosten, L. R., Jagannathan, R. and Runkle, D. E., 'On the Relation between the Expected Value and the Volatility of the Nominal Excess Return on Stocks', Journal of Finance, 1993",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
    },
    definition: `
      As formula 152 with s_t=w+(a+g*1[e_{t-1}<0])*e_{t-1}^2+b*s_{t-1}; a,b>=0, a+g>=0, a+g/2+b<0.999
      (invalid points get logL=-1e10 in NM). Value asymmetry ratio q=(a+g)/(a+1e-9) capped at 20, and
      sqrt(s_{t+1}). News impact: next variance after a move of +1 and -1 sig. Warm-up n/2.
    `,
    update: 'Filter O(1); refit every k bars.',
    signal: `
      context: stops of longs are widened by sqrt of the ratio of the two news-impact variances (at most
      1.5) so that equal probabilities stand behind both sides. Signal 0.
    `,
    range: '[0,20]',
  },
  defaults: { n: 1000, k: 200 },
  input: 'bar',
  readings: {
    /** Volatility of the next bar. */
    volatility: { unit: 'log return per bar', min: 0 },
    /** What the stops of longs are widened by, so that both sides are hit with the same probability. */
    longStopFactor: { unit: 'ratio', min: 0, max: WIDEST, neutral: 1 },
  },
  warmUp: (params) => ConditionalVariance.firstValueAt(params) + 1,
  fit: (job) => fitVariance(job, gjrStep, searchGjr),

  start(params) {
    const model = new ConditionalVariance(params, gjrStep);
    const returns = new CloseReturns();

    const step = ({ close }: { readonly close: number }) => {
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return undefined;
      model.push(logReturn);
      const a = model.theta?.[1];
      const g = model.theta?.[2];
      if (a === undefined || g === undefined) return undefined;
      return Math.min(20, Math.max(0, a + g) / (a + 1e-9));
    };
    const readings = {
      volatility: () => model.scale * Math.sqrt(model.variance),
      longStopFactor: () => newsFactor(model.theta ?? START, model.variance),
    };
    return withRefit(withReadings(step, readings), model);
  },
});

/** `w + (a + g of a fall) e^2 + b s` of `theta` w, a, g, b. */
export function gjrStep(theta: readonly number[], innovation: number, variance: number): number {
  const w = theta[0] ?? 0;
  const a = theta[1] ?? 0;
  const g = theta[2] ?? 0;
  const b = theta[3] ?? 0;
  return w + (innovation < 0 ? a + g : a) * innovation * innovation + b * variance;
}

/** Root of the variance after a fall of one deviation over that after a rise of one, at most 1.5. */
function newsFactor(theta: readonly number[], variance: number): number {
  const deviation = Math.sqrt(variance);
  const ratio = gjrStep(theta, -deviation, variance) / gjrStep(theta, deviation, variance);
  return Math.min(WIDEST, Math.sqrt(ratio));
}

function searchGjr(innovations: Float64Array, last: readonly number[] = START): readonly number[] {
  const first = backcast(innovations);
  return nelderMead(
    (theta) => (isValid(theta) ? -varianceLikelihood(gjrStep, theta, innovations, first) : INVALID),
    last,
  ).point;
}

function isValid([w = 0, a = 0, g = 0, b = 0]: readonly number[]): boolean {
  return w > 0 && a >= 0 && b >= 0 && a + g >= 0 && a + g / 2 + b < 0.999;
}
