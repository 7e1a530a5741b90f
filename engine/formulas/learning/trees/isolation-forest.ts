import { clip } from '../../../numerics/clip.ts';
import { growIsolationTrees, isolationScore } from '../../../numerics/isolation-trees.ts';
import { IsolationTrees } from '../../../numerics/isolation-walk.ts';
import { defineFormula } from '../../formula.ts';
import { FILTER } from '../../readings.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import { startUnlabeled, unlabeledWarmUp } from '../protocol/unlabeled-run.ts';

const CLOSED_AT = 0.7;
const WIDTH = 0.15;
const LEAST_GATE = 0.2;

/**
 * How unusual the moment is, by how soon random splits of the features set it apart from others: about 0.5 for
 * a usual one, near 1 for one that was never seen. Warm with the bar after the first fit.
 */
export const isolationForest = defineFormula({
  id: 'F95',
  key: 'isolation-forest',
  title: 'Isolation forest anomaly score',
  family: 'learning',
  output: { unit: '1', min: 0, max: 1 },
  role: 'filter',
  source: "Liu, F. T., Ting, K. M. and Zhou, Z.-H., 'Isolation Forest', ICDM, 2008",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      T: { unit: 'trees', meaning: 'trees' },
      psi: { unit: 'samples', meaning: 'subsample' },
      seed: { unit: 'uint32', meaning: 'PRNG seed' },
    },
    definition: `
      X14 of the last N bars (no labels). Tree: psi rows by partial Fisher-Yates; node: feature
      j=floor(u*14), redrawn up to 14 times while max=min; threshold = min+u*(max-min); x<thr left; stop
      at depth 8 = ceil(log2 psi) or one row or no splittable feature. Path length h = depth of the leaf +
      c(size of the leaf), c(1)=0, c(2)=1, c(n)=2*(ln(n-1)+0.5772156649)-2(n-1)/n. Score s=2^(-mean
      h/c(psi)). Value s.
    `,
    update: 'Refit T*psi*8 = 2*10^5 steps; score O(T*8)=800 per bar.',
    signal: 'filter: gate = clip((0.70-s)/0.15,0.2,1): scores above 0.55 begin to cut, 0.70 leaves a fifth.',
    range: '(0,1)',
  },
  defaults: { N: 2000, k: 500, T: 100, psi: 256, seed: 42 },
  ...learnsDirection,
  readings: FILTER,
  warmUp: ({ N }) => unlabeledWarmUp(N),
  fit: ({ data, params }) => {
    const { T: trees = 1, psi: rows = 2, seed = 0 } = params;
    const inputs = data['inputs'] ?? new Float64Array();
    // The first fits may see fewer bars than a tree would take.
    const drawn = Math.min(rows, inputs.length / FEATURE_COUNT);
    return [drawn, ...growIsolationTrees(inputs, FEATURE_COUNT, { trees, rows: drawn, seed })];
  },

  start: (params) =>
    startUnlabeled(params, {
      open: (model) => {
        const trees = new IsolationTrees(model.subarray(1));
        const drawn = model[0] ?? 0;
        const score = (features: Readonly<Float64Array>) =>
          isolationScore(trees.meanPathLength(features), drawn);
        return Object.assign(score, { release: () => trees.release() });
      },
      readings: (value) => ({ gate: () => isolationGate(value()) }),
    }),
});

/** Closing from a score of 0.55 on, down to a fifth at 0.67. */
export const isolationGate = (score: number): number => clip((CLOSED_AT - score) / WIDTH, LEAST_GATE, 1);
