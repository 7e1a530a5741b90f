import { backtestOverfitting } from '../../../numerics/backtest-overfitting.ts';
import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { FitClock } from '../../fit-clock.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../../refit.ts';
import type { StrategyReturns } from '../../step-contents.ts';

/**
 * Share of the splits of time in which the configuration that is best in one half is below the middle in the other.
 * From 0 to 1; about one half where there is nothing to choose. Computed first on `min_T` bars of the same
 * configurations and then every `refit`; warm with the next bar. No value below two configurations.
 */
export const probabilityOfBacktestOverfitting = defineFormula({
  id: 'F391',
  key: 'probability-of-backtest-overfitting',
  title: 'Probability of backtest overfitting (CSCV)',
  family: 'multiscale',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'filter',
  source:
    "Bailey, D. H., Borwein, J., Lopez de Prado, M. & Zhu, Q. J., 'The Probability of Backtest Overfitting', Journal of Computational Finance 20(4), 2017",
  catalogue: {
    inputs: ['external', 'returns'],
    params: {
      S: { unit: 'blocks', meaning: 'even number' },
      max_pbo: { unit: 'probability', meaning: 'gate' },
      min_T: { unit: 'returns', meaning: 'rows needed' },
    },
    definition: `
      M = T x K matrix of per-period returns of K configurations, T cut to a multiple of S. For each of
      the C(S,S/2) choices of S/2 blocks as in-sample: Sharpe (mean/std ddof 1) per configuration; n* =
      best in sample (ties: first); out-of-sample mid-rank r of n* among K (1 = worst); w = r/(K+1); logit
      = ln(w/(1-w)). PBO = share of logits <= 0.
    `,
    update: 'Batch O(C(S,S/2)*K*S) from per-block sums and sums of squares; only when the optimiser runs.',
    signal: 'filter: a parameter choice with PBO > max_pbo is not promoted from paper trading.',
    range: '[0,1]',
  },
  defaults: { S: 10, max_pbo: 0.3, min_T: 200, window: 2000, refit: 1440 },
  input: 'step',
  reads: ['strategy-returns'],
  readings: {
    /** 0 where the choice is more likely luck than `max_pbo` allows: it stays on paper. */
    ...FILTER,
    /** Share of the splits in which the best of one half loses in the other. */
    lossProbability: { unit: 'probability', min: 0, max: 1 },
    /** Mean log odds of its rank in the other half; above zero the choice holds. */
    meanLogit: { unit: 'log odds' },
  },
  warmUp: ({ min_T: least }) => least + 1,
  fit: fitOverfitting,

  start({ S: blocks, max_pbo: most, min_T: least, refit, window }) {
    if (wholeNumber('S', blocks, 2) % 2 !== 0) throw new RangeError(`S must be even, was ${blocks}`);
    wholeNumber('a window', window, wholeNumber('min_T', least, 2 * blocks));
    const configurations = new ConfigurationReturns(window, () => new FitClock(least, refit));
    let model: FitModel | undefined;

    const step = withReadings(
      (input: MarketStep) => {
        if (input.kind === 'strategy-returns' && configurations.push(input.strategies)) model = undefined;
        return model?.[0];
      },
      {
        gate: () => ((model?.[0] ?? 0) > most ? 0 : 1),
        lossProbability: () => model?.[1],
        meanLogit: () => model?.[2],
      },
    );
    return withRefit(step, {
      due: () => (configurations.clock.takeDue() ? configurations.job({ S: blocks }) : undefined),
      accept: (found) => {
        // A model of configurations that are no longer run says nothing.
        if (found[3] === configurations.generation) model = found;
      },
    });
  },
});

/** The probability, that of a loss, the mean log odds, and the generation of the configurations. */
export function fitOverfitting({ data, params }: FitJob): FitModel | undefined {
  const { generation, ...columns } = data;
  const found = backtestOverfitting(Object.values(columns), params['S'] as number);
  if (found === undefined) return undefined;
  const meanLogit = found.logits.reduce((sum, each) => sum + each, 0) / found.logits.length;
  return [found.probability, found.probabilityOfLoss, meanLogit, generation?.[0] ?? 0];
}

/** The last returns of each configuration; others than before begin a new generation. */
class ConfigurationReturns {
  readonly #window: number;
  readonly #newClock: () => FitClock;
  #names: readonly string[] = [];
  #columns: readonly RecentValues[] = [];
  /** Says when the returns of this generation are to be looked at. */
  clock: FitClock;
  generation = 0;

  constructor(window: number, newClock: () => FitClock) {
    this.#window = window;
    this.#newClock = newClock;
    this.clock = newClock();
  }

  /** Takes in the returns of a bar; whether they begin a new generation. */
  push({ names, returns }: StrategyReturns): boolean {
    const isNew = names.length !== this.#names.length || names.some((name, i) => name !== this.#names[i]);
    if (isNew) {
      this.#names = [...names];
      this.#columns = names.map(() => new RecentValues(this.#window));
      this.clock = this.#newClock();
      this.generation += 1;
    }
    returns.forEach((each, i) => this.#columns[i]?.push(each));
    this.clock.tick();
    return isNew;
  }

  job(params: FitJob['params']): FitJob {
    const columns = this.#columns.map((each, i) => [`c${i}`, each.toArray()] as const);
    return {
      params,
      data: { ...Object.fromEntries(columns), generation: Float64Array.of(this.generation) },
    };
  }
}
