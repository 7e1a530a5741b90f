import { SortedWindow } from '../../numerics/sorted-window.ts';
import { defineFormula } from '../formula.ts';
import { SIZE } from '../readings.ts';
import { confidenceLevel, lossOf, shortfall } from './empirical-loss.ts';
import { startRiskBudget } from './risk-budget.ts';

/** Losses in the tail that are enough to take their mean. */
const IN_TAIL = 5;

/**
 * Mean loss of one bar in the worst share of `1 - alpha` of the last `window` bars. A fraction of the
 * position's value, below zero where all of them were gains. Warm when that share is five returns.
 */
export const expectedShortfall = defineFormula({
  id: 'F215',
  key: 'expected-shortfall',
  title: 'Expected Shortfall (historical)',
  family: 'sizing',
  output: { unit: 'fraction of position value' },
  role: 'size',
  source:
    "Acerbi, C. & Tasche, D., 'On the coherence of expected shortfall', Journal of Banking & Finance 26(7), 2002",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'returns', meaning: 'sample' },
      alpha: { unit: 'probability', meaning: 'confidence level' },
      es_budget: { unit: 'fraction of equity', meaning: 'ES allowed' },
    },
    definition: `
      Losses l_i = -(exp(r_i)-1) of the last n returns, sorted descending L_1>=L_2>=... Tail mass m =
      n*(1-alpha), k = floor(m), frac = m-k. ES_alpha = ( sum_{j<=k} L_j + frac*L_{k+1} ) / m. Warm-up n
      >= ceil(5/(1-alpha)).
    `,
    update: 'Sorted ring buffer; prefix of the k+1 largest losses maintained in O(log n + k).',
    signal: 'size: multiplier = min(1, es_budget/max(ES,1e-6)).',
    range: 'real',
  },
  defaults: { window: 500, alpha: 0.975, es_budget: 0.025 },
  input: 'bar',
  readings: SIZE,
  warmUp: ({ alpha }) => needed(alpha) + 1,

  start({ alpha, es_budget: budget, window }) {
    const least = needed(confidenceLevel(alpha));
    if (window < least) throw new RangeError(`a window must hold at least ${least} returns, was ${window}`);
    const losses = new SortedWindow(window);

    return startRiskBudget((logReturn) => {
      losses.push(lossOf(logReturn));
      return losses.count < least ? NaN : shortfall(losses.sorted, losses.count, alpha);
    }, budget);
  },
});

/** Returns of which the tail is five; rounding in the quotient does not count. */
const needed = (alpha: number): number => Math.ceil(IN_TAIL / (1 - alpha) - 1e-9);
