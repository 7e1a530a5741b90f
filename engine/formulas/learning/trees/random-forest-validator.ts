import { clip } from '../../../numerics/clip.ts';
import { packTrees, unpackTrees } from '../../../numerics/decision-tree.ts';
import { PackedTrees } from '../../../numerics/packed-trees.ts';
import { growForest } from '../../../numerics/random-forest.ts';
import { defineFormula } from '../../formula.ts';
import { FILTER, GATE, type Reading } from '../../readings.ts';
import type { FitJob, FitModel } from '../../refit.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import { asProbability } from '../protocol/output-map.ts';
import { samplesOf } from '../protocol/samples.ts';
import { startWalkForward, walkForwardWarmUp } from '../protocol/walk-forward-run.ts';

/** A forest that is right less often has no say. */
const LEAST_ACCURACY = 0.52;

const SHARE: Reading = { unit: 'share', min: 0, max: 1 };
const importances = Array.from({ length: FEATURE_COUNT }, (_, i) => `importance${i + 1}`);

/**
 * Probability of a rise over the next `H` bars by a vote of many trees, which lets signals pass or not: the
 * gate is that of the side of the last combined signal, open while there is none. Warm with the bar after the
 * first fit.
 */
export const randomForestValidator = defineFormula({
  id: 'F77',
  key: 'random-forest-validator',
  title: 'Random forest signal validator',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'filter',
  source: "Breiman, L., 'Random Forests', Machine Learning, 2001",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      B: { unit: 'trees', meaning: 'forest size' },
      mtry: { unit: 'features', meaning: 'per split' },
      depth: { unit: '1', meaning: 'depth limit' },
      leaf: { unit: 'samples', meaning: 'smallest leaf' },
      seed: { unit: 'uint32', meaning: 'PRNG seed, restarted at every fit' },
    },
    definition: `
      Features X14, label LABC(H) in {0,1}, rule WF(N,k,H). Tree b: N draws with replacement i=floor(u*N).
      At each node choose mtry features by a partial Fisher-Yates shuffle of (1..14) (swap position j with
      j+floor(u*(14-j)), j=0..2); candidate thresholds are midpoints between successive distinct values;
      x<=thr goes left; maximise the Gini decrease G(parent)-n_L/n*G(L)-n_R/n*G(R), G=2p(1-p); ties: lower
      feature number, then lower threshold; stop at depth, at pure nodes, when no split leaves \`leaf\`
      samples on both sides or no decrease > 1e-12. Nodes are grown depth first, left child first (order
      of the random numbers). Leaf value = share of class 1. p = mean over trees. OOB accuracy from
      samples not drawn (p_oob>0.5). Importance = total weighted Gini decrease per feature, normalised.
      Value p.
    `,
    update: `
      Refit every k bars: B*mtry*N*depth = 5*10^6 steps on presorted columns, about 1 s, run in slices of
      10 ms; prediction O(B*depth)=800 per bar.
    `,
    signal: `
      filter: P_ok = p if the combined signal is positive, 1-p if negative; gate =
      clip((P_ok-0.45)/0.10,0,1) when the OOB accuracy > 0.52, else 1 (an unskilled validator must not
      veto).
    `,
    range: '[0,1]',
  },
  defaults: { N: 2000, k: 500, H: 5, B: 100, mtry: 3, depth: 8, leaf: 10, seed: 42 },
  ...learnsDirection,
  reads: ['bar', 'book', 'vote'],
  readings: {
    ...FILTER,
    /** The gate for signals that are long. */
    longGate: GATE,
    /** The gate for signals that are short. */
    shortGate: GATE,
    /** How often trees were right on samples they had not drawn. */
    outOfBagAccuracy: SHARE,
    /** What share of the impurity each feature of X14 took away. */
    ...Object.fromEntries(importances.map((name) => [name, SHARE])),
  },
  warmUp: (params) => walkForwardWarmUp(params),
  fit: fitForest,

  start(params) {
    let lean = 0;
    return startWalkForward(params, {
      label: risenOrFallen,
      output: asProbability,
      open: openForest,
      onOther: (step) => {
        if (step.kind === 'vote') lean = Math.sign(step.vote.signal);
      },
      readings: (state) => {
        const gate = (side: number) => sideGate(state.value ?? 0.5, state.hitRate, side);
        return {
          gate: () => gate(lean),
          longGate: () => gate(1),
          shortGate: () => gate(-1),
          outOfBagAccuracy: () => state.hitRate,
          ...Object.fromEntries(importances.map((name, i) => [name, () => state.model?.importances[i]])),
        };
      },
    });
  },
});

/** What a probability of a rise lets through of a side: 1 long, -1 short, 0 none. All where it has no skill. */
export function sideGate(probability: number, accuracy: number, side: number): number {
  if (side === 0 || !(accuracy > LEAST_ACCURACY)) return 1;
  const agreed = side > 0 ? probability : 1 - probability;
  return clip((agreed - 0.45) / 0.1, 0, 1);
}

/** Out-of-bag accuracy in the place of the hit rate, the importances, and the trees. */
function fitForest(job: FitJob): FitModel {
  const { B = 1, depth = 1, leaf = 1, mtry = 1, seed = 0 } = job.params;
  const rules = { trees: B, columnsPerSplit: mtry, depth, leaf, seed };
  const { importances: shares, outOfBagAccuracy, trees } = growForest(samplesOf(job), rules);
  return [outOfBagAccuracy, ...shares, ...packTrees(trees)];
}

function openForest(model: Float64Array) {
  const trees = new PackedTrees(unpackTrees(model.subarray(FEATURE_COUNT)));
  return {
    importances: model.subarray(0, FEATURE_COUNT),
    predict: (x: Readonly<Float64Array>) => trees.sumOf(x) / trees.count,
    release: () => trees.release(),
  };
}
