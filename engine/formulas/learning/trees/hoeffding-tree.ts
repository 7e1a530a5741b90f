import { defineFormula } from '../../formula.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { asProbability } from '../protocol/output-map.ts';
import { GrowingTree } from './growing-tree.ts';

/** Samples a tree that has reached its size goes on with before it starts again. */
const LIFE_WHEN_FULL = 5000;

/**
 * Probability of a rise over the next `H` bars by a tree that grows with the market: a leaf splits when its
 * samples leave no doubt about the best threshold. Warm with the first label.
 */
export const hoeffdingTree = defineFormula({
  id: 'F76',
  key: 'hoeffding-tree',
  title: 'Hoeffding tree (VFDT)',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source: "Domingos, P. and Hulten, G., 'Mining High-Speed Data Streams', KDD, 2000",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      H: { unit: 'bars', meaning: 'label horizon' },
      delta: { unit: 'probability', meaning: 'split risk' },
      tie: { unit: '1', meaning: 'tie threshold' },
      grace: { unit: 'samples', meaning: 'samples between split attempts at a leaf' },
      cand: { unit: '1', meaning: 'thresholds per feature' },
      maxdepth: { unit: '1', meaning: 'depth limit' },
      maxleaves: {
        unit: '1',
        meaning: 'size limit; when reached the tree restarts from the root after 5000 further samples',
      },
    },
    definition: `
      Features X14, label LABC(H) in {0,1}, rule ONLINE(H). Every leaf keeps, for each feature, class
      counts at 10 fixed thresholds -2.25,-1.75,...,2.25 (step 0.5; count of x<=thr per class). Every
      grace samples: information gain G=H(parent)-sum share*H(child) in bits, H the entropy of the class
      shares; G_a best, G_b best of another feature; eps=sqrt(ln(1/delta)/(2n)) (range R = log2 2 = 1).
      Split if G_a-G_b>eps or eps<tie, provided G_a>0 and both children have >= 20 samples. New leaves
      start with the class counts of their side. p=(n_1+1)/(n_0+n_1+2) of the leaf. Value p.
    `,
    update: 'O(depth+14*10) per labelled sample.',
    signal: 'signal = 2p-1; confidence = SKILL*|2p-1|.',
    range: '(0,1)',
  },
  defaults: { H: 5, delta: 0.000001, tie: 0.05, grace: 200, cand: 10, maxdepth: 6, maxleaves: 32 },
  ...learnsDirection,
  readings: {
    ...learnsDirection.readings,
    /** Leaves of the tree. */
    leaves: { unit: 'leaves', min: 1 },
  },
  warmUp: ({ H }) => onlineWarmUp(H),

  start(params) {
    let tree = new GrowingTree(FEATURE_COUNT, params);
    let samplesWhenFull = 0;
    const learner = {
      learn: (x: Readonly<Float64Array>, label: number) => {
        tree.learn(x, label > 0);
        samplesWhenFull = tree.isFull ? samplesWhenFull + 1 : 0;
        if (samplesWhenFull > LIFE_WHEN_FULL) tree = new GrowingTree(FEATURE_COUNT, params);
      },
      predict: (x: Readonly<Float64Array>) => tree.predict(x),
    };
    return startOnline(learner, {
      H: params.H,
      label: risenOrFallen,
      output: asProbability,
      further: () => ({ leaves: () => tree.leaves }),
    });
  },
});
