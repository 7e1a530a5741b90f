import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { RollingSum } from '../../../numerics/rolling-sum.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { withReadings } from '../../readings.ts';

const SERIES = ['option.volatility-index'] as const;
const DAYS_PER_YEAR = 365;
/** Days the premium is compared with. */
const HISTORY_DAYS = 180;

/**
 * Variance that options expect of the next 30 days less what the last `rv_window` days brought, a year. Above
 * zero insurance is dear. The expectation is the square of a volatility index; `implied-variance.ts` makes
 * one of a chain of options. Warm with an index and `rv_window` daily returns, no value while the index is
 * stale.
 */
export const varianceRiskPremium = defineFormula({
  id: 'F275',
  key: 'variance-risk-premium',
  title: 'Model-free implied variance and variance risk premium',
  family: 'bitcoin',
  output: { unit: 'variance per year' },
  role: 'context',
  source:
    "Bollerslev, T., Tauchen, G. & Zhou, H., 'Expected Stock Returns and Variance Risk Premia', Review of Financial Studies 22(11), 2009; variance formula: CBOE VIX white paper 2003; bitcoin: Alexander & Imeraj, 'The Bitcoin VIX and its Variance Risk Premium', Journal of Alternative Investments 23(4), 2021",
  catalogue: {
    inputs: ['external', 'returns'],
    params: {
      rv_window: { unit: 'days', meaning: 'realised variance sample' },
      horizon: { fixed: 30, unit: 'days', meaning: 'constant maturity' },
    },
    definition: `
      External: option chain (USD prices) of an expiry T years: forward F, strikes K_i ascending, K0 =
      largest strike <= F, Q(K) = put mid below K0, call mid above, average at K0. sigma2 = (2/T)*sum_i
      (dK_i/K_i^2)*exp(rT)*Q(K_i) - (1/T)*(F/K0-1)^2, dK = half the distance between neighbours (one-sided
      at the ends). Interpolate total variance sigma2*T linearly to 30 days between two expiries. RV =
      (365/rv_window)*sum r_daily^2. VRP = sigma2_30d - RV. A volatility index from the venue (e.g. a
      published 30-day implied index, squared) may replace the chain.
    `,
    update: 'O(strikes) per refresh (minutes).',
    signal: `
      context: z of VRP over 180 days; z > 1 raises long-bias confidence x1.1 (compensated risk), z < -1
      cuts position size x0.7.
    `,
    range: 'real',
  },
  defaults: { rv_window: 30 },
  input: 'step',
  reads: ['series', 'bar'],
  series: SERIES,
  barMs: 86_400_000,
  readings: {
    /** The premium against that of the last 180 days; none before as many. */
    z: { unit: 'z-score' },
    /** What the confidence of a lean to the long side is multiplied by: 1.1 while the premium is high. */
    longConfidence: { unit: '1', min: 1, max: 1.1, neutral: 1 },
    /** What the size of positions is multiplied by: 0.7 while the premium is low. */
    scale: { unit: 'scale', min: 0.7, max: 1, neutral: 1 },
    realizedVariance: { unit: 'variance per year', min: 0 },
  },
  // The closes around the returns, and an index.
  warmUp: (params) => params.rv_window + 2,

  start({ rv_window: window }) {
    const told = new OutsideValues(SERIES);
    const squares = new RollingSum(wholeNumber('rv_window', window));
    const returns = new CloseReturns();
    const history = new RollingMoments(HISTORY_DAYS);
    let realized: number | undefined;
    let value: number | undefined;

    const takeBar = (close: number) => {
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return;
      const sum = squares.push(logReturn * logReturn);
      realized = sum === undefined ? undefined : (DAYS_PER_YEAR / window) * Math.max(0, sum);
    };
    const z = () => {
      const deviation = Math.sqrt(history.sampleVariance);
      if (!history.isFull || value === undefined || !(deviation > 1e-12)) return undefined;
      return (value - history.mean) / deviation;
    };
    return withReadings(
      (step) => {
        if (step.kind === 'series') told.take(step);
        if (step.kind === 'bar') takeBar(step.bar.close);
        const implied = told.at('option.volatility-index', step.time);
        const exists = realized !== undefined && implied >= 0;
        value = exists ? implied * implied - (realized ?? 0) : undefined;
        if (step.kind === 'bar' && value !== undefined) history.push(value);
        return value;
      },
      {
        z,
        longConfidence: () => ((z() ?? 0) > 1 ? 1.1 : 1),
        scale: () => ((z() ?? 0) < -1 ? 0.7 : 1),
        realizedVariance: () => realized,
      },
    );
  },
});
