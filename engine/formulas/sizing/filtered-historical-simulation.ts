import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { defineFormula } from '../formula.ts';
import { SIZE } from '../readings.ts';
import { confidenceLevel, historicalVar } from './empirical-loss.ts';
import { startRiskBudget } from './risk-budget.ts';

const WARM = 100;
const LEAST_VARIANCE = 1e-16;

/**
 * Loss of the next bar at confidence `alpha`: the worst of past returns, each measured in the volatility
 * of its own time, at the volatility of now. Log return. Warm after `init` returns and 100 more.
 */
export const filteredHistoricalSimulation = defineFormula({
  id: 'F216',
  key: 'filtered-historical-simulation',
  title: 'Filtered historical simulation VaR',
  family: 'sizing',
  output: { unit: 'log-return units' },
  role: 'size',
  source:
    "Barone-Adesi, Giannopoulos & Vosper, 'VaR without correlations for portfolios of derivative securities', Journal of Futures Markets 19(5), 1999",
  catalogue: {
    inputs: ['returns'],
    params: {
      lambda: { unit: '1', meaning: 'EWMA decay used as the volatility filter' },
      window: { unit: 'residuals', meaning: 'standardised residuals kept' },
      alpha: { unit: 'probability', meaning: 'confidence' },
      init: { unit: 'returns', meaning: 'returns used for the initial variance' },
      var_budget: { unit: 'fraction of equity', meaning: 'VaR allowed' },
    },
    definition: `
      s2_1 = mean of squares of the first init returns (those returns produce no residual). For each later
      t: z_t = r_t/sqrt(s2_t); s2_{t+1} = lambda*s2_t + (1-lambda)*r_t^2. VaR_{t+1} = sqrt(s2_{t+1}) * q
      where q is the k-th smallest of -z over the last window residuals, k = ceil(alpha*n - 1e-9). s2
      floored at 1e-16. Warm-up n >= 100 residuals.
    `,
    update: 'EWMA O(1); residual order statistics in a sorted ring buffer O(log n).',
    signal: 'size: multiplier = min(1, var_budget/max(VaR,1e-6)).',
    range: 'real',
  },
  defaults: { lambda: 0.94, window: 500, alpha: 0.99, init: 20, var_budget: 0.02 },
  input: 'bar',
  readings: SIZE,
  warmUp: ({ init }) => init + WARM + 1,

  start({ alpha, init, lambda, var_budget: budget, window }) {
    wholeNumber('init', init);
    confidenceLevel(alpha);
    if (window < WARM) throw new RangeError(`a window must hold at least ${WARM} residuals, was ${window}`);
    const losses = new SortedWindow(window);
    let variance = 0;
    let count = 0;

    return startRiskBudget((logReturn) => {
      count += 1;
      if (count <= init) {
        variance += (logReturn * logReturn - variance) / count;
        return NaN;
      }
      losses.push(-residual(logReturn, variance));
      variance = nextVariance(logReturn, variance, lambda);
      if (losses.count < WARM) return NaN;
      return Math.sqrt(floored(variance)) * historicalVar(losses.sorted, losses.count, alpha);
    }, budget);
  },
});

/** A return in units of the volatility that was expected of it. */
export const residual = (logReturn: number, variance: number): number =>
  logReturn / Math.sqrt(floored(variance));

/** The variance expected of the next return. */
export const nextVariance = (logReturn: number, variance: number, lambda: number): number =>
  lambda * floored(variance) + (1 - lambda) * logReturn * logReturn;

const floored = (variance: number): number => Math.max(variance, LEAST_VARIANCE);
