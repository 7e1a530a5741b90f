import { binColumns } from '../../../numerics/binned-columns.ts';
import { type DecisionTree, leafValue } from '../../../numerics/decision-tree.ts';
import { growNewtonTree, type NewtonRules } from '../../../numerics/newton-tree.ts';
import { defineFormula } from '../../formula.ts';
import type { FitJob, FitModel } from '../../refit.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { asProbability } from '../protocol/output-map.ts';
import { rowOf, type Samples, type Split } from '../protocol/samples.ts';
import { fitWalkForward, type Trial } from '../protocol/walk-forward-fit.ts';
import { startWalkForward, walkForwardWarmUp } from '../protocol/walk-forward-run.ts';
import { BoostingWatch, openBoosted, packBoosted } from './boosted-model.ts';

const PATIENCE = 10;

/**
 * Probability of a rise over the next `H` bars by deeper trees whose leaves are Newton steps with a ridge.
 * Trees are added until ten of them have not made the forecast better. Warm with the bar after the first fit.
 */
export const newtonBoostedTreesXgboost = defineFormula({
  id: 'F80',
  key: 'newton-boosted-trees-xgboost',
  title: 'Newton-boosted trees (XGBoost objective)',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source: "Chen, T. and Guestrin, C., 'XGBoost: A Scalable Tree Boosting System', KDD, 2016",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      M: { unit: 'trees', meaning: 'rounds' },
      eta: { unit: '1', meaning: 'shrinkage' },
      depth: { unit: '1', meaning: 'depth (source document 002)' },
      lam: { unit: '1', meaning: 'L2 on leaf values' },
      gamma: { unit: '1', meaning: 'split penalty' },
      mcw: { unit: 'hessian', meaning: 'smallest child weight' },
      bins: { unit: '1', meaning: 'quantile histogram bins' },
    },
    definition: `
      Features X14 cut at 32 training quantiles, label LABC(H) in {0,1}, rule WF(N,k,H). F=0 (p=0.5).
      Round: p=sigma(F), g=p-y, h=p(1-p). Split gain
      0.5*[G_L^2/(H_L+lam)+G_R^2/(H_R+lam)-(G_L+G_R)^2/(H_L+H_R+lam)]-gamma, needs gain>0 and both H>=mcw;
      ties as in 77. Leaf value -G/(H+lam). F += eta*leaf. Early stop: 10 rounds without a better
      validation logloss, best round kept. p=sigma(F(x)). Value p.
    `,
    update: `
      Refit every k bars O(M*14*N*depth) with histogram subtraction, about 0.5 s in slices; prediction
      O(M*depth).
    `,
    signal: 'signal = 2p-1; confidence = SKILL*|2p-1|.',
    range: '(0,1)',
  },
  defaults: { N: 2000, k: 500, H: 5, M: 100, eta: 0.1, depth: 5, lam: 1, gamma: 0.1, mcw: 5, bins: 32 },
  ...learnsDirection,
  warmUp: (params) => walkForwardWarmUp(params),
  fit: fitNewtonBoosting,
  start: (params) =>
    startWalkForward(params, { label: risenOrFallen, output: asProbability, open: openBoosted }),
});

interface NewtonBoosting extends NewtonRules {
  readonly rounds: number;
  readonly shrinkage: number;
  readonly bins: number;
}

function fitNewtonBoosting(job: FitJob): FitModel | undefined {
  const { M = 1, bins = 2, depth = 1, eta = 1, gamma = 0, lam = 0, mcw = 0 } = job.params;
  const tree = { depth, ridge: lam, penalty: gamma, leastCurvature: mcw };
  const rules = { ...tree, rounds: M, shrinkage: eta, bins };
  return fitWalkForward(
    job,
    {
      trial: (split) => chooseRounds(split, rules),
      fit: (samples, rounds) => packed(growAll(samples, { ...rules, rounds }), eta),
      open: openBoosted,
    },
    asProbability,
  );
}

const packed = (trees: readonly DecisionTree[], shrinkage: number): number[] =>
  packBoosted({ start: 0, shrinkage, trees });

function chooseRounds({ training, validation }: Split, rules: NewtonBoosting): Trial<number> | undefined {
  if (training.count === 0) return undefined;
  const watch = new BoostingWatch(validation, 0, rules.shrinkage);
  const trees = growAll(training, rules, (tree) => {
    watch.add(tree);
    return watch.roundsSinceBest < PATIENCE;
  });
  const { bestRounds } = watch;
  return { setting: bestRounds, model: packed(trees.slice(0, bestRounds), rules.shrinkage) };
}

/** Grows trees one after the other, as long as `goesOn` says so. */
function growAll(
  samples: Samples,
  rules: NewtonBoosting,
  goesOn: (tree: DecisionTree) => boolean = () => true,
): DecisionTree[] {
  const columns = binColumns(samples, rules.bins);
  const scores = new Float64Array(samples.count);
  const slopes = new Float64Array(samples.count);
  const curvatures = new Float64Array(samples.count);
  const trees: DecisionTree[] = [];
  for (let round = 0; round < rules.rounds; round += 1) {
    for (let i = 0; i < samples.count; i += 1) {
      const probability = 1 / (1 + Math.exp(-(scores[i] as number)));
      slopes[i] = probability - ((samples.labels[i] as number) > 0 ? 1 : 0);
      curvatures[i] = probability * (1 - probability);
    }
    const tree = growNewtonTree(columns, { slopes, curvatures }, rules);
    for (let i = 0; i < samples.count; i += 1) {
      scores[i] = (scores[i] as number) + rules.shrinkage * leafValue(tree, rowOf(samples, i));
    }
    trees.push(tree);
    if (!goesOn(tree)) break;
  }
  return trees;
}
