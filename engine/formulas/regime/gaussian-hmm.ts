import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { gaussianLogDensities } from '../../numerics/gaussian-hidden-markov.ts';
import { chainStep, forwardPass } from '../../numerics/hidden-markov.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { FitClock } from '../fit-clock.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, GATE, withReadings } from '../readings.ts';
import { withRefit } from '../refit.ts';
import { fitReturnsAndRanges, type HmmModel, hmmModelOf, logRange } from './gaussian-hmm-fit.ts';

/** What a state may move in its expected life, in deviations of a return, before it counts as a trend. */
const TREND = 0.5;

/**
 * How probable the likeliest of `K` hidden states is, told from the return and the range of a bar. States are
 * numbered by their range, the quietest being 0. Fitted first on half of `n` returns; warm with the next.
 */
export const gaussianHmm = defineFormula({
  id: 'F171',
  key: 'gaussian-hmm',
  title: 'Gaussian hidden Markov model regimes',
  family: 'regime',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'filter',
  source:
    "Baum, L. E., Petrie, T., Soules, G. and Weiss, N., 'A Maximization Technique Occurring in the Statistical Analysis of Probabilistic Functions of Markov Chains', Annals of Mathematical Statistics, 1970; Rabiner, L. R., Proceedings of the IEEE, 1989",
  catalogue: {
    inputs: ['bars'],
    params: {
      K: { unit: 'states', meaning: 'states' },
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      pmin: { unit: 'probability', meaning: 'confidence asked of the filtered state (source document 003)' },
    },
    definition: `
      Observation y_t=(r_t/s, ln((h-l)/c+1e-6)) with s = sd0 of the window, second coordinate standardised
      by window mean and sd0. K states, diagonal Gaussian emissions. Start: sort the bars by the second
      coordinate into K equal groups, group means and variances, A=0.9 on the diagonal, rest equal,
      pi=1/K. Baum-Welch (scaled forward-backward) until the log-likelihood rises by < 1e-4 or 50 rounds;
      variance floor 0.01, A floor 0.001 renormalised. States are renumbered by rising mean of the second
      coordinate. Filter between refits: a <- (a A)*b(y), normalised. Value: probability of the most
      likely state; its number and its mean return are published. Warm-up n/2.
    `,
    update: 'Filter O(K^2) per bar; refit 50*n*K^2 = 3*10^5 steps every k bars.',
    signal: `
      filter: p = probability of the best state. p<pmin: gate 0.4. Otherwise gate 1 for trend formulas if
      |mean return of the state|*sqrt(1/(1-A_jj)) > 0.5 s, else 0.5, and the reverse for reversion
      formulas; highest-volatility state: gate 0.5 for all.
    `,
    range: '[1/K,1]',
  },
  defaults: { K: 3, n: 750, k: 100, pmin: 0.8 },
  input: 'bar',
  readings: {
    /** The gate of formulas that are neither of the two kinds below: 0.4 in doubt, 0.5 in the wildest state. */
    ...FILTER,
    trendGate: GATE,
    reversionGate: GATE,
    /** Number of the likeliest state; 0 has the smallest ranges. */
    state: { unit: 'state', min: 0 },
    /** Mean return of that state. */
    meanReturn: { unit: 'log return per bar' },
  },
  warmUp: ({ n }) => Math.ceil(n / 2) + 2,
  fit: fitReturnsAndRanges,

  start(params) {
    const { K, k, n, pmin } = params;
    wholeNumber('K', K, 2);
    const rows = {
      returns: new RecentValues(wholeNumber('a window', n, 4 * K)),
      ranges: new RecentValues(n),
    };
    const returns = new CloseReturns();
    const clock = new FitClock(Math.ceil(n / 2), k);
    let model: HmmModel | undefined;
    const filter = new StateFilter(K);
    const { probabilities } = filter;
    let best = 0;
    const isUnsure = () => (probabilities[best] as number) < pmin;
    const base = () => (isUnsure() ? 0.4 : best === K - 1 ? 0.5 : 1);
    const isTrend = () => model !== undefined && trendOf(model, best) > TREND;

    const step = (bar: { close: number; high: number; low: number }) => {
      const logReturn = returns.next(bar.close);
      if (!Number.isFinite(logReturn)) return undefined;
      const range = logRange(bar);
      rows.returns.push(logReturn);
      rows.ranges.push(range);
      clock.tick();
      if (model === undefined) return undefined;
      filter.push(model, logReturn, range);
      best = 0;
      for (let state = 1; state < K; state += 1)
        if ((probabilities[state] as number) > (probabilities[best] as number)) best = state;
      return probabilities[best];
    };
    const readings = {
      gate: base,
      trendGate: () => (base() === 1 && !isTrend() ? 0.5 : base()),
      reversionGate: () => (base() === 1 && isTrend() ? 0.5 : base()),
      state: () => best,
      meanReturn: () => model && (model.chain.means[2 * best] as number) * model.deviation,
    };
    return withRefit(withReadings(step, readings), {
      due: () =>
        clock.takeDue()
          ? { params, data: { returns: rows.returns.toArray(), ranges: rows.ranges.toArray() } }
          : undefined,
      accept: (numbers) => {
        model = hmmModelOf(numbers, K);
        probabilities.set(model.filtered);
      },
    });
  },
});

/** Probabilities of the states bar by bar; as they were foretold where a bar fits no state. */
class StateFilter {
  /** As of the last bar. */
  readonly probabilities: Float64Array;
  readonly #start: Float64Array;
  readonly #densities: Float64Array;
  readonly #row = new Float64Array(2);

  constructor(states: number) {
    this.probabilities = new Float64Array(states);
    this.#start = new Float64Array(states);
    this.#densities = new Float64Array(states);
  }

  push({ chain, deviation, rangeDeviation, rangeMean }: HmmModel, logReturn: number, range: number): void {
    const { probabilities } = this;
    const { transition } = chain;
    const start = chainStep(probabilities, transition, this.#start);
    this.#row[0] = logReturn / deviation;
    this.#row[1] = (range - rangeMean) / rangeDeviation;
    const densities = gaussianLogDensities(chain, this.#row, this.#densities);
    probabilities.set(start);
    for (let state = 0; state < densities.length; state += 1) if (!Number.isFinite(densities[state])) return;
    forwardPass({ start, transition }, densities, probabilities);
  }
}

/** Mean return of a state over the root of its expected life, in deviations of a return. */
function trendOf({ chain }: HmmModel, state: number): number {
  const stay = chain.transition[state * (chain.start.length + 1)] as number;
  return Math.abs(chain.means[2 * state] as number) * Math.sqrt(1 / (1 - stay));
}
