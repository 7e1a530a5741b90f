import { boostLogistic, type BoostingRules } from '../../../numerics/gradient-boosting.ts';
import { defineFormula } from '../../formula.ts';
import type { FitJob, FitModel } from '../../refit.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { asProbability } from '../protocol/output-map.ts';
import type { Split } from '../protocol/samples.ts';
import { fitWalkForward, type Trial } from '../protocol/walk-forward-fit.ts';
import { startWalkForward, walkForwardWarmUp } from '../protocol/walk-forward-run.ts';
import { BoostingWatch, openBoosted, packBoosted } from './boosted-model.ts';

/**
 * Probability of a rise over the next `H` bars by small trees, each fitted to what those before it left. Warm
 * with the bar after the first fit that finds both rises and falls.
 */
export const gradientBoostingLogistic = defineFormula({
  id: 'F79',
  key: 'gradient-boosting-logistic',
  title: 'Gradient boosting machine, logistic loss',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source:
    "Friedman, J. H., 'Greedy Function Approximation: A Gradient Boosting Machine', Annals of Statistics, 2001; row sampling: 'Stochastic Gradient Boosting', 2002",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      M: { unit: 'trees', meaning: 'rounds at most' },
      nu: { unit: '1', meaning: 'shrinkage' },
      depth: { unit: '1', meaning: 'tree depth' },
      leaf: { unit: 'samples', meaning: 'smallest leaf' },
      sub: { unit: 'share', meaning: 'rows per round, drawn without replacement' },
      seed: { unit: 'uint32', meaning: 'PRNG seed' },
    },
    definition: `
      Features X14, label LABC(H) in {0,1}, rule WF(N,k,H). F=ln(ybar/(1-ybar)). Round m: p=sigma(F),
      residual y-p; draw floor(sub*N) rows by partial Fisher-Yates; fit a regression tree of the given
      depth to the residuals by squared error (gain n_L n_R/(n_L+n_R)*(mean_L-mean_R)^2, midpoints, ties
      as in 77); leaf value = sum(y-p)/sum(p(1-p)) over its rows (0 if the denominator <= 1e-9); F +=
      nu*leaf for all rows. The number of rounds with the smallest validation logloss is kept.
      p=sigma(F(x)). Value p.
    `,
    update: 'Refit O(M*14*N*depth) on 32-bin histograms every k bars; prediction O(M*depth)=300.',
    signal: 'signal = 2p-1; confidence = SKILL*|2p-1|.',
    range: '(0,1)',
  },
  defaults: { N: 2000, k: 500, H: 5, M: 100, nu: 0.05, depth: 3, leaf: 20, sub: 0.5, seed: 42 },
  ...learnsDirection,
  warmUp: (params) => walkForwardWarmUp(params),
  fit: fitBoosting,
  start: (params) =>
    startWalkForward(params, { label: risenOrFallen, output: asProbability, open: openBoosted }),
});

function fitBoosting(job: FitJob): FitModel | undefined {
  const { M = 1, depth = 1, leaf = 1, nu = 1, seed = 0, sub = 1 } = job.params;
  const rules = { rounds: M, shrinkage: nu, depth, leaf, sample: sub, seed };
  return fitWalkForward(
    job,
    {
      trial: (split) => chooseRounds(split, rules),
      fit: (samples, rounds) => {
        const boosted = boostLogistic(samples, { ...rules, rounds });
        return boosted && packBoosted(boosted);
      },
      open: openBoosted,
    },
    asProbability,
  );
}

/** As many trees as forecast best; none where the share of rises alone does. */
function chooseRounds({ training, validation }: Split, rules: BoostingRules): Trial<number> | undefined {
  const boosted = boostLogistic(training, rules);
  if (boosted === undefined) return undefined;
  const watch = new BoostingWatch(validation, boosted.start, boosted.shrinkage);
  boosted.trees.forEach((tree) => watch.add(tree));
  const trees = boosted.trees.slice(0, watch.bestRounds);
  return { setting: watch.bestRounds, model: packBoosted({ ...boosted, trees }) };
}
