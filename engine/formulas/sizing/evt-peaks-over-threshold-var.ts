import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { defineFormula } from '../formula.ts';
import { SIZE } from '../readings.ts';
import { confidenceLevel } from './empirical-loss.ts';
import { exceedanceFit, type ParetoTail, tailShortfall, tailVar } from './pareto-tail.ts';
import { startRiskBudget } from './risk-budget.ts';

const FEWEST = 20;
/** A shape above which losses are so heavy-tailed that even their variance is in doubt. */
const HEAVY = 0.5;

/**
 * Loss of one bar at confidence `alpha` from a Pareto law fitted to the worst share `tail` of the last
 * `window` losses, so that losses rarer than any seen have a size too. Log return. No value where the
 * worst losses have no such form. Warm when that share is 20 returns; fitted again every `refit` bars.
 */
export const evtPeaksOverThresholdVar = defineFormula({
  id: 'F217',
  key: 'evt-peaks-over-threshold-var',
  title: 'Extreme-value VaR and ES (GPD peaks over threshold)',
  family: 'sizing',
  output: { unit: 'log-return units' },
  role: 'size',
  source:
    "McNeil, A. J. & Frey, R., 'Estimation of tail-related risk measures for heteroscedastic financial time series: an extreme value approach', Journal of Empirical Finance 7, 2000; PWM fit: Hosking & Wallis, Technometrics 29, 1987",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'returns', meaning: 'sample n' },
      tail: { unit: 'fraction', meaning: 'share of losses above the threshold' },
      alpha: { unit: 'probability', meaning: 'confidence' },
      refit: { unit: 'bars', meaning: 'refit period' },
      var_budget: { unit: 'fraction of equity', meaning: 'VaR allowed' },
    },
    definition: `
      Losses l_i = -r_i. N_u = floor(tail*n); threshold u = (N_u+1)-th largest loss; exceedances y_j = l -
      u > 0 of the N_u largest. GPD by probability-weighted moments (y ascending): a0 = mean(y), a1 =
      (1/N_u) sum_j (1-p_j) y_(j), p_j = (j-0.35)/N_u; xi = 2 - a0/(a0-2*a1), beta = 2*a0*a1/(a0-2*a1).
      VaR_alpha = u + (beta/xi)*(((n/N_u)*(1-alpha))^(-xi) - 1) (limit xi->0: u -
      beta*ln((n/N_u)(1-alpha)) when |xi|<1e-6); ES_alpha = VaR/(1-xi) + (beta - xi*u)/(1-xi) if xi < 1
      else infinite. Ties: duplicates at u give y = 0 and are kept. Needs N_u >= 20 and a0 > 2*a1 > 0,
      else null.
    `,
    update: 'Batch refit every refit bars: O(n log n); between refits the constants are reused O(1).',
    signal: `
      size: multiplier = min(1, var_budget/max(VaR,1e-6)); xi > 0.5 additionally raises the heavy-tail
      flag.
    `,
    range: 'real',
  },
  defaults: { window: 1000, tail: 0.1, alpha: 0.995, refit: 20, var_budget: 0.03 },
  input: 'bar',
  readings: {
    ...SIZE,
    /** Mean loss beyond the value; none where the tail has no mean. */
    shortfall: { unit: 'log-return units' },
    /** Shape of the tail: the larger, the heavier. */
    shape: { unit: '1' },
    /** 1 where the shape is above 0.5. */
    heavyTail: { unit: '1', min: 0, max: 1, neutral: 0 },
  },
  warmUp: ({ tail }) => needed(tail) + 1,

  start({ alpha, refit, tail, var_budget: budget, window }) {
    wholeNumber('refit', refit);
    confidenceLevel(alpha);
    const least = needed(positive('tail', tail));
    if (window < least || tail >= 1) {
      throw new RangeError(`a window must hold ${FEWEST} losses of its tail of ${tail}, was ${window}`);
    }
    const losses = new SortedWindow(window);
    let law: ParetoTail | undefined;
    let sinceFit = 0;

    const run = startRiskBudget((logReturn) => {
      losses.push(-logReturn);
      if (losses.count < least) return NaN;
      sinceFit += 1;
      if (law === undefined || sinceFit >= refit) {
        law = exceedanceFit(losses.sorted, losses.count, Math.floor(tail * losses.count + 1e-9));
        sinceFit = 0;
      }
      return law === undefined ? NaN : tailVar(law, alpha);
    }, budget);

    return Object.assign(run, {
      readings: {
        ...run.readings,
        shortfall: () => law && tailShortfall(law, alpha),
        shape: () => law?.shape,
        heavyTail: () => (law !== undefined && law.shape > HEAVY ? 1 : 0),
      },
    });
  },
});

/** Returns of which the tail is 20; rounding in the quotient does not count. */
const needed = (tail: number): number => Math.ceil(FEWEST / tail - 1e-9);
