import type { Computation, Parameter } from '../../../numerics/neural/computation.ts';
import { denseLayer } from '../../../numerics/neural/dense-layer.ts';
import { sumOf } from '../../../numerics/neural/pointwise-layers.ts';
import { defineFormula } from '../../formula.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { type AgedRows, agesNeeded, rectifiedConvolution, rowsAtAges } from './causal-convolution.ts';
import { streamConvolutions } from './convolution-stream.ts';
import {
  type ClassifierShape,
  fitClassifier,
  SEQUENCE_COLUMNS,
  startClassifier,
} from './network-classifier.ts';
import { sequenceWarmUp } from './sequence-run.ts';

const DILATIONS = [1, 2, 4, 8];
const TRAINING = { batch: 32, patience: 2 };

/**
 * Probability of a rise over the next `H` bars by convolutions of the last `L` bars that reach back ever
 * further. Warm with the bar after the first fit.
 */
export const temporalConvolutionalNetwork = defineFormula({
  id: 'F89',
  key: 'temporal-convolutional-network',
  title: 'Temporal convolutional network',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source:
    "Bai, S., Kolter, J. Z. and Koltun, V., 'An Empirical Evaluation of Generic Convolutional and Recurrent Networks for Sequence Modeling', 2018",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      L: { unit: 'bars', meaning: 'sequence length' },
      ch: { unit: 'channels', meaning: 'per layer' },
      K: { unit: 'taps', meaning: 'kernel' },
      dil: { fixed: '1,2,4,8', unit: 'bars', meaning: 'dilations of the four blocks' },
      lr: { unit: '1', meaning: 'Adam step' },
      epochs: { unit: '1', meaning: 'at most' },
      seed: { unit: 'uint32', meaning: 'PRNG seed' },
    },
    definition: `
      Inputs as in 87. Causal dilated convolution y_t,c = b_c + sum_j sum_i w_c,i,j*x_{t-j*d,i}, zero
      before the sequence. Block: two such layers of dilation d, each followed by relu, plus the block
      input (1x1 convolution in the first block). Receptive field 1+2*(K-1)*(1+2+4+8)=61.
      p=sigma(v'y_L+b), y_L the last time step of block four. Glorot uniform init in layer order, training
      as in 86 with batch 32, patience 2, rule WF(N,k,H), label LABC(H). Value p.
    `,
    update: `
      Refit about 2*10^9 multiply-adds in slices; forecast with cached layer outputs (one new column per
      layer) O(8*8*3*8)=1500 per bar.
    `,
    signal: 'signal = 2p-1; confidence = SKILL*|2p-1|.',
    range: '(0,1)',
  },
  defaults: { N: 3000, k: 1000, H: 5, L: 64, ch: 8, K: 3, lr: 0.002, epochs: 8, seed: 42 },
  ...learnsDirection,
  warmUp: ({ H, L, N }) => sequenceWarmUp(N, L, H),
  fit: (job) => {
    const { K = 1, L = 1, ch = 1, epochs = 1, lr = 0 } = job.params;
    return fitClassifier(job, convolutional({ length: L, channels: ch, taps: K }), {
      ...TRAINING,
      rate: lr,
      epochs,
    });
  },
  start: (params) =>
    startClassifier(params, convolutional({ length: params.L, channels: params.ch, taps: params.K })),
});

interface ConvolutionShape {
  readonly length: number;
  readonly channels: number;
  readonly taps: number;
}

/** Blocks of two convolutions with their input added; computed only where the last step depends on it. */
export const convolutional = (shape: ConvolutionShape): ClassifierShape => ({
  columns: SEQUENCE_COLUMNS,
  length: shape.length,
  build: (net, input) => {
    // The rows of a batch begin with the oldest step, whose age is the largest.
    const ages = Array.from({ length: shape.length }, (_, step) => shape.length - 1 - step);
    const steps = stepsOf(shape);
    let rows: AgedRows = { rows: input, ages };
    DILATIONS.forEach((dilation, block) => {
      const { inner = [], outer = [] } = steps[block] ?? {};
      rows = residualBlock(net, rows, { ...shape, dilation, inner, outer });
    });
    return denseLayer(net, rows.rows, 1);
  },
  // A window that ends before the blocks do cuts off what a stream would remember.
  ...(shape.length >= reachOf(shape) && {
    stream: (parameters: readonly Parameter[]) =>
      streamConvolutions(parameters, SEQUENCE_COLUMNS.length, { dilations: DILATIONS, taps: shape.taps }),
  }),
});

/** Steps all blocks together reach back, the last one counted. */
const reachOf = ({ taps }: ConvolutionShape): number =>
  1 + 2 * (taps - 1) * DILATIONS.reduce((sum, dilation) => sum + dilation, 0);

/** Ages each block answers at, and its first convolution, from the last block back. */
function stepsOf({ length, taps }: ConvolutionShape) {
  let outer = [0];
  return DILATIONS.toReversed()
    .map((dilation) => {
      const reach = { taps, dilation, length };
      const inner = agesNeeded(outer, reach);
      const steps = { inner, outer };
      outer = agesNeeded(inner, reach);
      return steps;
    })
    .toReversed();
}

interface BlockShape extends ConvolutionShape {
  readonly dilation: number;
  readonly inner: readonly number[];
  readonly outer: readonly number[];
}

function residualBlock(net: Computation, input: AgedRows, shape: BlockShape): AgedRows {
  const { channels, inner, outer } = shape;
  const first = rectifiedConvolution(net, input, { ages: inner, channels, reach: shape });
  const second = rectifiedConvolution(net, first, { ages: outer, channels, reach: shape });
  const past = rowsAtAges(net, input, outer, 1);
  const passed = past.columns === channels ? past : denseLayer(net, past, channels);
  return { rows: sumOf(net, second.rows, passed), ages: outer };
}
