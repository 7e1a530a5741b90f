import { clip } from '../../../numerics/clip.ts';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { Computation } from '../../../numerics/neural/computation.ts';
import { denseLayer } from '../../../numerics/neural/dense-layer.ts';
import { squaredLoss } from '../../../numerics/neural/losses.ts';
import { trainNetwork } from '../../../numerics/neural/network-training.ts';
import { hyperbolicTangent } from '../../../numerics/neural/pointwise-layers.ts';
import { SupervisedNetwork } from '../../../numerics/neural/supervised-network.ts';
import { fedTensor, type Tensor } from '../../../numerics/neural/tensor.ts';
import { RollingRank } from '../../../numerics/rolling-rank.ts';
import { defineFormula } from '../../formula.ts';
import { FILTER } from '../../readings.ts';
import type { FitJob, FitModel } from '../../refit.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import { startUnlabeled, unlabeledWarmUp } from '../protocol/unlabeled-run.ts';
import { AutoencoderRow } from './autoencoder-row.ts';

const BATCH = 32;
const PATIENCE = 3;
const VALIDATION_SHARE = 0.2;
const FEATURE_SCALE = 0.5;
const COMMON = 0.95;
const LEAST_GATE = 0.2;

/**
 * How unusual the moment is, as the rank of what a narrow network cannot reproduce of it among the last
 * `rank_n`: near 1 the market is in a state it was hardly ever in. Warm `rank_n` bars after the first fit.
 */
export const autoencoderAnomaly = defineFormula({
  id: 'F94',
  key: 'autoencoder-anomaly',
  title: 'Autoencoder novelty gate',
  family: 'learning',
  output: { unit: 'rank', min: 0, max: 1 },
  role: 'filter',
  source:
    "Hinton, G. E. and Salakhutdinov, R. R., 'Reducing the Dimensionality of Data with Neural Networks', Science, 2006",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      h: { unit: 'units', meaning: 'outer hidden' },
      z: { unit: 'units', meaning: 'code' },
      lr: { unit: '1', meaning: 'Adam step' },
      epochs: { unit: '1', meaning: 'epochs' },
      seed: { unit: 'uint32', meaning: 'PRNG seed' },
      rank_n: { unit: 'values', meaning: 'history of the error' },
    },
    definition: `
      Network 14-6-3-6-14, tanh in the three inner layers, linear output; x = X14/2. Loss = mean squared
      error over the 14 outputs, Adam as in 86, batch 32, no labels needed (rule WF with H=0; last 20 %
      for early stop, patience 3). Error e_t=(1/14)*sum (x-xhat)^2 of the current bar with frozen weights.
      Value q=rank_1000(e_t).
    `,
    update: 'Refit 20*2400*3*400 = 6*10^7 multiply-adds every k bars; forward pass 250 per bar.',
    signal: 'filter: gate = 1 for q<=0.95, falling linearly to 0.2 at q=1: unseen market states trade small.',
    range: '[0,1]',
  },
  defaults: { N: 3000, k: 1000, h: 6, z: 3, lr: 0.002, epochs: 20, seed: 42, rank_n: 1000 },
  ...learnsDirection,
  readings: {
    ...FILTER,
    /** Mean squared error over the features. */
    reconstructionError: { unit: '1', min: 0 },
  },
  warmUp: ({ N, rank_n: count }) => unlabeledWarmUp(N) + count - 1,
  fit: fitAutoencoder,

  start(params) {
    const ranks = new RollingRank(params.rank_n);
    let error = 0;
    return startUnlabeled(params, {
      open: (model) => {
        const network = new AutoencoderRow(model, [
          FEATURE_COUNT,
          params.h,
          params.z,
          params.h,
          FEATURE_COUNT,
        ]);
        return (features) => {
          error = network.errorOf(features, FEATURE_SCALE);
          ranks.push(error);
          return ranks.isFull ? ranks.rank : undefined;
        };
      },
      readings: (value) => ({ gate: () => rankGate(value()), reconstructionError: () => error }),
    });
  },
});

/** Open up to a rank of 0.95, then falling to a fifth. */
export const rankGate = (rank: number): number =>
  clip(1 - ((1 - LEAST_GATE) * (rank - COMMON)) / (1 - COMMON), LEAST_GATE, 1);

interface AutoencoderShape {
  readonly h: number;
  readonly z: number;
  readonly batch: number;
}

/** The features through a narrow code and back again. */
function autoencoder(random: Mulberry32, { batch, h, z }: AutoencoderShape) {
  const net = new Computation(random);
  const input = fedTensor(batch, FEATURE_COUNT);
  const output = autoencoderLayers(net, input, { h, z });
  const feed = (features: Readonly<Float64Array>, row: number): Float64Array => {
    const fed = input.values.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT);
    for (let j = 0; j < FEATURE_COUNT; j += 1) fed[j] = FEATURE_SCALE * (features[j] as number);
    return fed;
  };
  return { net, input, output, feed };
}

/** Tangent layers of `h`, `z` and `h` units and a linear one as wide as the input. */
export function autoencoderLayers(
  net: Computation,
  input: Tensor,
  { h, z }: { readonly h: number; readonly z: number },
): Tensor {
  let layer = input;
  for (const units of [h, z, h]) layer = hyperbolicTangent(net, denseLayer(net, layer, units));
  return denseLayer(net, layer, input.columns);
}

function fitAutoencoder({ data, params }: FitJob): FitModel | undefined {
  const { inputs = new Float64Array() } = data;
  const { epochs = 1, h = 1, lr = 0, seed = 0, z = 1 } = params;
  const count = inputs.length / FEATURE_COUNT;
  const start = count - Math.floor(VALIDATION_SHARE * count);
  const random = new Mulberry32(seed);
  const { feed, input, net, output } = autoencoder(random, { h, z, batch: BATCH });
  const load = (samples: Int32Array): Float64Array => {
    samples.forEach((sample, row) => {
      feed(inputs.subarray(sample * FEATURE_COUNT, (sample + 1) * FEATURE_COUNT), row);
    });
    return input.values.subarray(0, samples.length * FEATURE_COUNT);
  };
  const network = new SupervisedNetwork({ net, output, loss: squaredLoss, load });
  const all = Int32Array.from({ length: count }, (_, i) => i);
  const samples = { training: all.subarray(0, start), validation: all.subarray(start) };
  return trainNetwork(network, samples, { rate: lr, batch: BATCH, epochs, patience: PATIENCE }, random);
}
