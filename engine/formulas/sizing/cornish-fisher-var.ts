import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { normalQuantile } from '../../numerics/normal-distribution.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { type SampleShape, sampleShape } from '../../numerics/sample-shape.ts';
import { defineFormula } from '../formula.ts';
import { SIZE } from '../readings.ts';
import { startRiskBudget } from './risk-budget.ts';

const NEAREST = 1e-12;

/**
 * Loss of one bar at confidence `alpha`, where the normal quantile is corrected by how lopsided and how
 * heavy-tailed the last `window` returns are. Log return. No value where nothing moves. Warm after
 * `window` returns.
 */
export const cornishFisherVar = defineFormula({
  id: 'F214',
  key: 'cornish-fisher-var',
  title: 'Modified VaR (Cornish-Fisher expansion)',
  family: 'sizing',
  output: { unit: 'log-return units' },
  role: 'size',
  source:
    "Cornish & Fisher 1938 'Moments and cumulants in the specification of distributions' (Revue de l'Institut International de Statistique 5); Favre & Galeano, 'Mean-Modified Value-at-Risk Optimization with Hedge Funds', Journal of Alternative Investments 5(2), 2002",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'returns', meaning: 'sample' },
      alpha: { unit: 'probability', meaning: 'confidence level' },
      var_budget: { unit: 'fraction of equity', meaning: 'VaR allowed' },
    },
    definition: `
      On the last window log returns: m = mean, s = population std (ddof 0), S = mean((r-m)^3)/s^3, K =
      mean((r-m)^4)/s^4 - 3. z = Phi^{-1}(1-alpha) (negative). zcf = z + (z^2-1)*S/6 + (z^3-3z)*K/24 -
      (2z^3-5z)*S^2/36. MVaR = -(m + zcf*s). If s < 1e-12 -> null. Monotonicity guard: if d zcf/dz = 1 +
      z*S/3 + (3z^2-3)*K/24 - (6z^2-5)*S^2/36 <= 0 fall back to zcf = z.
    `,
    update: `
      Running power sums of order 1-4 over a ring buffer, O(1) per bar; recompute from the buffer every
      10000 updates against drift.
    `,
    signal: 'size: multiplier = min(1, var_budget/max(MVaR,1e-6)).',
    range: 'real',
  },
  defaults: { window: 250, alpha: 0.99, var_budget: 0.02 },
  input: 'bar',
  readings: SIZE,
  warmUp: ({ window }) => window + 1,

  start({ alpha, var_budget: budget, window }) {
    const returns = new RecentValues(wholeNumber('a window', window, 4));
    const held = new Float64Array(window);
    const z = normalQuantile(1 - alpha);

    return startRiskBudget((logReturn) => {
      returns.push(logReturn);
      if (!returns.isFull) return NaN;
      returns.copyTo(held);
      return modifiedVar(sampleShape(held), z);
    }, budget);
  },
});

/**
 * Value at risk of a sample at the normal quantile `z` below zero, corrected after Cornish and Fisher;
 * NaN where nothing varies.
 */
export function modifiedVar({ kurtosis, mean, skewness, variance }: SampleShape, z: number): number {
  const deviation = Math.sqrt(variance);
  if (!(deviation >= NEAREST)) return NaN;
  return -(mean + cornishFisherQuantile(z, skewness, kurtosis - 3) * deviation);
}

/** The quantile `z` corrected for a skewness and an excess kurtosis; `z` itself where the correction is not monotone. */
export function cornishFisherQuantile(z: number, skewness: number, excess: number): number {
  const slope =
    1 + (z * skewness) / 3 + ((3 * z * z - 3) * excess) / 24 - ((6 * z * z - 5) * skewness ** 2) / 36;
  if (slope <= 0) return z;
  return (
    z +
    ((z * z - 1) * skewness) / 6 +
    ((z ** 3 - 3 * z) * excess) / 24 -
    ((2 * z ** 3 - 5 * z) * skewness ** 2) / 36
  );
}
