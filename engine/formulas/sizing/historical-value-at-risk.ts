import { SortedWindow } from '../../numerics/sorted-window.ts';
import { defineFormula } from '../formula.ts';
import { confidenceLevel, historicalVar, lossOf } from './empirical-loss.ts';
import { LEVERAGE_SCALE } from './leverage-scale.ts';
import { startRiskBudget } from './risk-budget.ts';

const WARM = 100;

/**
 * Loss of one bar that the last `window` bars exceeded in a share of `1 - alpha` only. A fraction of the
 * position's value, below zero where even that was a gain. Warm after 100 returns.
 */
export const historicalValueAtRisk = defineFormula({
  id: 'F212',
  key: 'historical-value-at-risk',
  title: 'Historical-simulation Value-at-Risk',
  family: 'sizing',
  output: { unit: 'fraction of position value', max: 1 },
  role: 'size',
  source:
    "Jorion, P., 'Value at Risk: The New Benchmark for Managing Market Risk', McGraw-Hill, 1997 (historical simulation)",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'returns', meaning: 'sample' },
      alpha: { unit: 'probability', meaning: 'confidence level' },
      var_budget: { unit: 'fraction of equity', meaning: 'VaR allowed per period' },
      cap: { unit: '1', meaning: 'max multiplier' },
    },
    definition: `
      Losses l_i = -(exp(r_i)-1) for the last n = min(window, available) log returns r. Sort ascending
      l_(1)<=...<=l_(n). k = ceil(alpha*n - 1e-9). VaR_alpha = l_(k) (no interpolation), horizon one bar.
      Warm-up n >= 100; before that null. A negative VaR is reported as computed.
    `,
    update: `
      Order-statistic multiset (sorted ring buffer, binary search) O(log n) search plus O(n) memmove, or
      an order-statistic tree O(log n); value read O(1).
    `,
    signal: 'size: multiplier = min(cap, var_budget / max(VaR, 1e-6)).',
    range: '(-inf,1]',
  },
  defaults: { window: 500, alpha: 0.99, var_budget: 0.02, cap: 1 },
  input: 'bar',
  readings: { scale: LEVERAGE_SCALE },
  warmUp: () => WARM + 1,

  start({ alpha, cap, var_budget: budget, window }) {
    const valueAtRisk = historicalRisk({ alpha, window });
    return startRiskBudget(valueAtRisk, budget, cap);
  },
});

/** Takes in log returns; answers the value at risk of the next, NaN before 100. */
export function historicalRisk({ alpha, window }: { readonly alpha: number; readonly window: number }) {
  confidenceLevel(alpha);
  if (window < WARM) throw new RangeError(`a window must hold at least ${WARM} returns, was ${window}`);
  const losses = new SortedWindow(window);

  return (logReturn: number): number => {
    losses.push(lossOf(logReturn));
    return losses.count < WARM ? NaN : historicalVar(losses.sorted, losses.count, alpha);
  };
}
