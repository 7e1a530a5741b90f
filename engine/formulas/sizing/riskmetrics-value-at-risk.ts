import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { normalQuantile } from '../../numerics/normal-distribution.ts';
import { defineFormula } from '../formula.ts';
import { SIZE } from '../readings.ts';
import { startRiskBudget } from './risk-budget.ts';

/**
 * Loss of the next `horizon` bars at confidence `alpha` if returns are normal with the exponentially
 * weighted variance of the past. Log return, never negative. Warm after `warmup` returns.
 */
export const riskmetricsValueAtRisk = defineFormula({
  id: 'F213',
  key: 'riskmetrics-value-at-risk',
  title: 'RiskMetrics parametric VaR (EWMA variance, normal quantile)',
  family: 'sizing',
  output: { unit: 'log-return units', min: 0 },
  role: 'size',
  source: "J.P. Morgan/Reuters, 'RiskMetrics - Technical Document', 4th ed., 1996",
  catalogue: {
    inputs: ['returns'],
    params: {
      lambda: { unit: '1', meaning: 'EWMA decay' },
      alpha: { unit: 'probability', meaning: 'confidence level' },
      horizon: { unit: 'bars', meaning: 'square-root-of-time horizon h' },
      warmup: { unit: 'returns', meaning: 'returns before ready' },
      var_budget: { unit: 'fraction of equity', meaning: 'VaR allowed' },
    },
    definition: `
      Zero-mean: s2_1 = r_1^2; s2_t = lambda*s2_{t-1} + (1-lambda)*r_t^2 for t >= 2 (forecast for t+1 made
      at t). VaR_{t+1} = z_alpha * sqrt(h*s2_t), z_alpha = Phi^{-1}(alpha). r = log returns. Null until
      warmup returns seen.
    `,
    update: 'One recursion: O(1).',
    signal: 'size: multiplier = min(1, var_budget/VaR); VaR = 0 -> multiplier 1.',
    range: '[0,inf)',
  },
  defaults: { lambda: 0.94, alpha: 0.99, horizon: 1, warmup: 50, var_budget: 0.02 },
  input: 'bar',
  readings: SIZE,
  warmUp: ({ warmup }) => warmup + 1,

  start({ alpha, horizon, lambda, var_budget: budget, warmup }) {
    wholeNumber('warmup', warmup);
    const reach = normalQuantile(alpha) * Math.sqrt(positive('horizon', horizon));
    const variance = exponentialVariance(lambda);
    let count = 0;

    return startRiskBudget((logReturn) => {
      const deviation = Math.sqrt(variance(logReturn));
      count += 1;
      return count < warmup ? NaN : reach * deviation;
    }, budget);
  },
});

/**
 * Exponentially weighted mean square of what it takes in, begun at the first square: the variance forecast
 * of RiskMetrics. @throws {RangeError} unless `lambda` is from 0 up to below 1.
 */
export function exponentialVariance(lambda: number): (value: number) => number {
  if (!(lambda >= 0 && lambda < 1)) throw new RangeError(`lambda must be from 0 to below 1, was ${lambda}`);
  let variance = NaN;
  return (value) => {
    const square = value * value;
    variance = Number.isNaN(variance) ? square : lambda * variance + (1 - lambda) * square;
    return variance;
  };
}
