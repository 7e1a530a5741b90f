import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { chiSquaredTail } from '../../numerics/tail-probabilities.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { logLikelihood, RETURNS_TO_FORECAST, varHits } from './var-hits.ts';

/**
 * How badly the number of losses beyond the value at risk fits its confidence level, as a likelihood
 * ratio. The forecasts tested are those of the historical value at risk of 500 bars. Where too many losses
 * went beyond it, what it sizes is cut in proportion. Warm after 100 returns and `window` forecasts.
 */
export const kupiecPofTest = defineFormula({
  id: 'F218',
  key: 'kupiec-pof-test',
  title: 'Kupiec proportion-of-failures backtest of VaR',
  family: 'sizing',
  output: { unit: 'LR statistic', min: 0 },
  role: 'filter',
  source:
    "Kupiec, P. H., 'Techniques for Verifying the Accuracy of Risk Measurement Models', Journal of Derivatives 3(2), 1995",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'forecasts', meaning: 'backtest length n' },
      alpha: { unit: 'probability', meaning: 'VaR level tested' },
      level: { unit: 'probability', meaning: 'test confidence' },
    },
    definition: `
      Hit I_t = 1 if loss_t > VaR_t (the forecast made at t-1). x = sum of I over the last n, p = 1-alpha,
      phat = x/n. LR = -2*[ (n-x)*ln(1-p) + x*ln(p) - (n-x)*ln(1-phat) - x*ln(phat) ] with 0*ln 0 = 0.
      p-value = 1 - F_chi2(1)(LR). Warm-up n = window.
    `,
    update: 'Ring buffer of hits, O(1).',
    signal: `
      filter: if p-value < 1-level and phat > p the VaR model is rejected and every VaR-based size
      multiplier is scaled by p/phat; otherwise open.
    `,
    range: '[0,inf)',
  },
  defaults: { window: 250, alpha: 0.99, level: 0.95 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Probability of a fit at least as bad if the confidence level were right. */
    pValue: { unit: 'probability', min: 0, max: 1 },
    /** Share of the bars that lost more than forecast. */
    hitRate: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: ({ window }) => RETURNS_TO_FORECAST + window + 1,

  start({ alpha, level, window }) {
    wholeNumber('a window', window);
    const returns = new CloseReturns();
    const hitOf = varHits(alpha);
    const hits = new RollingSum(window);
    const expected = 1 - alpha;
    let count = 0;
    let ratio = 0;
    const pValue = () => chiSquaredTail(ratio, 1);
    const hitRate = () => count / window;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const hit = hitOf(logReturn);
        if (Number.isNaN(hit)) return undefined;
        const sum = hits.push(hit);
        if (sum === undefined) return undefined;
        count = Math.round(sum);
        ratio = kupiecRatio(count, window, expected);
        return ratio;
      },
      {
        gate: () => (pValue() < 1 - level && hitRate() > expected ? expected / hitRate() : 1),
        pValue,
        hitRate,
      },
    );
  },
});

/** Likelihood ratio of `hits` in `count` against a probability of `p` each, above zero the worse it fits. */
export function kupiecRatio(hits: number, count: number, p: number): number {
  const rate = hits / count;
  const under = logLikelihood(count - hits, 1 - p) + logLikelihood(hits, p);
  const free = logLikelihood(count - hits, 1 - rate) + logLikelihood(hits, rate);
  return Math.max(0, -2 * (under - free));
}
