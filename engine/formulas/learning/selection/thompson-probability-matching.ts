import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { logGamma } from '../../../numerics/gamma-function.ts';
import { regularizedBeta } from '../../../numerics/beta-function.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';

/**
 * Probability that the strategy at place `strategy` of the running ones (0 is the first) has the highest
 * chance to win a trade, by what they won and lost. Known with the first report of what the strategies earned.
 */
export const thompsonProbabilityMatching = defineFormula({
  id: 'F74',
  key: 'thompson-probability-matching',
  title: 'Thompson probability that a strategy is the best',
  family: 'learning',
  output: { unit: 'probabilities', min: 0, max: 1 },
  role: 'filter',
  source:
    "Thompson, W. R., 'On the likelihood that one unknown probability exceeds another in view of the evidence of two samples', Biometrika, 1933",
  catalogue: {
    inputs: ['external'],
    params: {
      a0: { unit: '1', meaning: 'prior wins' },
      b0: { unit: '1', meaning: 'prior losses' },
      lam: { unit: '1', meaning: 'forgetting per closed trade of that strategy' },
      m: { unit: 'points', meaning: 'midpoint grid' },
    },
    definition: `
      External: closed trades, win w in {0,1} (net PnL>0) per strategy. a_i <- a0+lam*(a_i-a0)+w, b_i <-
      b0+lam*(b_i-b0)+1-w. P_i = (1/m)*sum over midpoints x=(k+0.5)/m of beta density f_i(x) times the
      product over j != i of the beta cdf I_x(a_j,b_j); normalised to sum 1. Value P. No random draw is
      made: the matching probabilities are used directly.
    `,
    update: 'O(m*K) incomplete beta evaluations per closed trade (K=8: 1600).',
    signal: 'filter: gate_i = P_i/max_j P_j.',
    range: '[0,1]',
  },
  defaults: { a0: 1, b0: 1, lam: 0.99, m: 200, strategy: 0 },
  input: 'step',
  reads: ['closed-trade', 'strategy-returns'],
  readings: FILTER,
  warmUp: () => 1,

  start({ a0, b0, lam, m, strategy }) {
    wholeNumber('strategy', strategy, 0);
    positive('a0', a0);
    positive('b0', b0);
    const beliefs = new Map<string, WinBelief>();
    const beliefOf = (name: string): WinBelief => {
      const known = beliefs.get(name) ?? new WinBelief(a0, b0, m);
      beliefs.set(name, known);
      return known;
    };
    let names: readonly string[] = [];
    let chances: readonly number[] = [];

    const step = (input: MarketStep): number | undefined => {
      if (input.kind === 'closed-trade') {
        const { netPnlQuote, strategy: name } = input.trade;
        beliefOf(name).push(netPnlQuote > 0, lam);
        chances = matchingProbabilities(names.map(beliefOf));
      } else if (input.kind === 'strategy-returns') {
        const running = input.strategies.names;
        if (running.length === names.length && running.every((name, i) => name === names[i])) {
          return chances[strategy];
        }
        names = [...running];
        chances = matchingProbabilities(names.map(beliefOf));
      }
      return chances[strategy];
    };
    return withReadings(step, { gate: () => (chances[strategy] ?? 0) / Math.max(...chances) });
  },
});

/** What is believed of the chance of one strategy to win, as a beta distribution on a grid of midpoints. */
export class WinBelief {
  readonly densities: Float64Array;
  /** Probability to lie below each midpoint. */
  readonly shares: Float64Array;
  readonly #prior: readonly [number, number];
  #wins: number;
  #losses: number;

  constructor(wins: number, losses: number, points: number) {
    this.#prior = [wins, losses];
    this.#wins = wins;
    this.#losses = losses;
    this.densities = new Float64Array(wholeNumber('m', points));
    this.shares = new Float64Array(points);
    this.#spread();
  }

  /** Takes in a trade; what was known before counts `memory` times. */
  push(isWin: boolean, memory: number): void {
    const [wins, losses] = this.#prior;
    this.#wins = wins + memory * (this.#wins - wins) + (isWin ? 1 : 0);
    this.#losses = losses + memory * (this.#losses - losses) + (isWin ? 0 : 1);
    this.#spread();
  }

  #spread(): void {
    const a = this.#wins;
    const b = this.#losses;
    const logScale = logGamma(a + b) - logGamma(a) - logGamma(b);
    const points = this.densities.length;
    for (let k = 0; k < points; k += 1) {
      const x = (k + 0.5) / points;
      this.densities[k] = Math.exp(logScale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x));
      this.shares[k] = regularizedBeta(x, a, b);
    }
  }
}

/** Probability of each to be the best, by sums over the midpoints; of sum 1. */
export function matchingProbabilities(beliefs: readonly WinBelief[]): number[] {
  const sums = beliefs.map(({ densities }, i) =>
    densities.reduce(
      (sum, density, k) =>
        sum +
        beliefs.reduce(
          (product, other, j) => (j === i ? product : product * (other.shares[k] ?? 0)),
          density,
        ),
      0,
    ),
  );
  const all = sums.reduce((sum, each) => sum + each, 0);
  return sums.map((each) => each / all);
}
