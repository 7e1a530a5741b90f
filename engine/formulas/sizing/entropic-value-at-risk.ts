import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { goldenSection } from '../../numerics/golden-section.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { SIZE } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';
import { confidenceLevel } from './empirical-loss.ts';
import { startRiskBudget } from './risk-budget.ts';

/**
 * The tightest bound on the loss of one bar that exponential moments of the last `window` returns give:
 * never below the value at risk or the expected shortfall of the same confidence. Log return. Fitted first
 * on `window` returns and again every `refit` bars; warm with the next.
 */
export const entropicValueAtRisk = defineFormula({
  id: 'F222',
  key: 'entropic-value-at-risk',
  title: 'Entropic Value-at-Risk (EVaR)',
  family: 'sizing',
  output: { unit: 'log-return units' },
  role: 'size',
  source:
    "Ahmadi-Javid, A., 'Entropic Value-at-Risk: A New Coherent Risk Measure', Journal of Optimization Theory and Applications 155(3), 2012",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'returns', meaning: 'sample' },
      alpha: { unit: 'probability', meaning: 'confidence' },
      evar_budget: { unit: 'fraction of equity', meaning: 'allowed' },
      refit: { unit: 'bars', meaning: 'recompute period' },
    },
    definition: `
      Losses l_i = -r_i, n = window. EVaR_alpha = min_{z>0} (1/z)*ln( (1/n) sum_i exp(z*l_i) / (1-alpha)
      ). Minimise over u = ln z on [ln 1e-3, ln 1e5] by golden-section to 1e-10 in u; use log-sum-exp. If
      all losses are equal to c the value is c. Upper bound on VaR and ES at the same alpha.
    `,
    update: 'Batch every refit bars: about 60 evaluations of O(n).',
    signal: 'size: multiplier = min(1, evar_budget/max(EVaR,1e-6)).',
    range: 'real, >= ES',
  },
  defaults: { window: 250, alpha: 0.95, evar_budget: 0.04, refit: 10 },
  input: 'bar',
  readings: SIZE,
  warmUp: ({ window }) => window + 2,
  fit: fitEntropic,

  start(params) {
    const { alpha, evar_budget: budget, refit, window } = params;
    wholeNumber('refit', refit);
    confidenceLevel(alpha);
    const losses = new RecentValues(wholeNumber('a window', window, 2));
    let bound = NaN;
    let sinceFull = -1;

    const run = startRiskBudget((logReturn) => {
      losses.push(-logReturn);
      if (losses.isFull) sinceFull += 1;
      return bound;
    }, budget);
    return withRefit(run, {
      due: () =>
        sinceFull >= 0 && sinceFull % refit === 0
          ? { params, data: { losses: losses.toArray() } }
          : undefined,
      accept: ([fitted = NaN]) => {
        bound = fitted;
      },
    });
  },
});

function fitEntropic({ data: { losses = new Float64Array() }, params }: FitJob): FitModel {
  return [entropicVar(losses, params['alpha'] ?? NaN)];
}

/** The least of `(1/z) ln(E exp(z loss) / (1 - alpha))` over z above zero. */
export function entropicVar(losses: ArrayLike<number>, alpha: number): number {
  const list = Array.from(losses);
  const most = Math.max(...list);
  if (Math.min(...list) === most) return most;
  const bound = (logZ: number): number => {
    const z = Math.exp(logZ);
    // Measured from the largest loss no power overflows.
    const sum = list.reduce((total, loss) => total + Math.exp(z * (loss - most)), 0);
    return most + Math.log(sum / list.length / (1 - alpha)) / z;
  };
  return bound(goldenSection(bound, { from: Math.log(1e-3), to: Math.log(1e5), tolerance: 1e-10 }));
}
