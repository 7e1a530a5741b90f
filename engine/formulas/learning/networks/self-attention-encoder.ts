import type { Computation } from '../../../numerics/neural/computation.ts';
import { denseLayer, linearLayer } from '../../../numerics/neural/dense-layer.ts';
import { normalizedRows } from '../../../numerics/neural/layer-norm.ts';
import { rectified, sumOf } from '../../../numerics/neural/pointwise-layers.ts';
import { queryAttention } from '../../../numerics/neural/query-attention.ts';
import { fedTensor, rowsOf, type Tensor } from '../../../numerics/neural/tensor.ts';
import { defineFormula } from '../../formula.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import {
  type ClassifierShape,
  fitClassifier,
  SEQUENCE_COLUMNS,
  startClassifier,
} from './network-classifier.ts';
import { EncoderStream } from './encoder-stream.ts';
import { sequenceWarmUp } from './sequence-run.ts';

const TRAINING = { batch: 32, patience: 2, largestSlope: 1 };

/**
 * Probability of a rise over the next `H` bars by a network that looks from the last bar back at those of the
 * last `L` that matter to it. Warm with the bar after the first fit.
 */
export const selfAttentionEncoder = defineFormula({
  id: 'F91',
  key: 'self-attention-encoder',
  title: 'Self-attention encoder',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source: "Vaswani, A. et al., 'Attention Is All You Need', NIPS, 2017",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      L: { unit: 'bars', meaning: 'sequence length' },
      d: { unit: '1', meaning: 'model width' },
      heads: { unit: '1', meaning: 'heads' },
      ff: { unit: 'units', meaning: 'feed-forward width' },
      lr: { unit: '1', meaning: 'Adam step' },
      epochs: { unit: '1', meaning: 'at most' },
      seed: { unit: 'uint32', meaning: 'PRNG seed' },
    },
    definition: `
      Inputs as in 87, linear embedding to d, plus sinusoidal position code
      PE(pos,2i)=sin(pos/10000^(2i/d)), PE(pos,2i+1)=cos(same), pos=0..L-1. One pre-norm encoder layer: x
      += MHA(LN x) with softmax(QK'/sqrt(d/heads))V per head and a causal mask, x += W2 relu(W1 LN x).
      p=sigma(v'LN(x_L)+b). LN with learned gain (1) and bias (0), eps 1e-5. Glorot uniform init, training
      as in 86 (batch 32, patience 2, gradient norm 1), label LABC(H), rule WF(N,k,H). Value p.
    `,
    update: 'Refit about 3*10^9 multiply-adds in slices; forecast 8*10^4 per bar.',
    signal: 'signal = 2p-1; confidence = SKILL*|2p-1|.',
    range: '(0,1)',
  },
  defaults: { N: 3000, k: 1000, H: 5, L: 32, d: 16, heads: 2, ff: 32, lr: 0.001, epochs: 8, seed: 42 },
  ...learnsDirection,
  warmUp: ({ H, L, N }) => sequenceWarmUp(N, L, H),
  fit: (job) => {
    const { L = 1, d = 1, epochs = 1, ff = 1, heads = 1, lr = 0 } = job.params;
    const rules = { ...TRAINING, rate: lr, epochs };
    return fitClassifier(job, encoder({ length: L, width: d, heads, hidden: ff }), rules);
  },
  start: ({ L, d, ff, heads, ...params }) => {
    if (!(d % heads === 0)) throw new RangeError(`heads must divide d, ${d}, was ${heads}`);
    const shape = encoder({ length: L, width: d, heads, hidden: ff });
    return startClassifier({ ...params, L, d, ff, heads }, shape);
  },
});

interface EncoderShape {
  readonly length: number;
  readonly width: number;
  readonly heads: number;
  readonly hidden: number;
}

/** One layer of attention and one of rectified units. Only the last step is asked, and no later one exists. */
export const encoder = ({ heads, hidden, length, width }: EncoderShape): ClassifierShape => ({
  columns: SEQUENCE_COLUMNS,
  length,
  build: (net, input, batch) => {
    const places = positionCodes(length, width, batch);
    const embedded = sumOf(net, denseLayer(net, input, width), places);
    const last = (all: Tensor) => rowsOf(all, (length - 1) * batch, batch);
    const normal = normalizedRows(net, embedded, true);
    const query = linearLayer(net, last(normal), width);
    const keys = linearLayer(net, normal, width);
    const values = linearLayer(net, normal, width);
    const answer = linearLayer(net, queryAttention(net, { query, keys, values }, heads), width);
    const attended = sumOf(net, last(embedded), answer);
    const encoded = sumOf(net, attended, unitsOf(net, attended, hidden));
    return denseLayer(net, normalizedRows(net, encoded, true), 1);
  },
  stream: (parameters) => {
    const stream = new EncoderStream(parameters, positionCodes(length, width, 1).values, heads);
    return (bar) => stream.next(bar);
  },
});

function unitsOf(net: Computation, input: Tensor, hidden: number): Tensor {
  const units = rectified(net, linearLayer(net, normalizedRows(net, input, true), hidden));
  return linearLayer(net, units, input.columns);
}

/** Sines and cosines of the place of a step, which tell places apart; the same for every sequence of a batch. */
export function positionCodes(length: number, width: number, batch: number): Tensor {
  const codes = fedTensor(length * batch, width);
  for (let i = 0; i < codes.values.length; i += 1) {
    const column = i % width;
    const step = Math.floor(i / width / batch);
    const angle = step / 10_000 ** ((column - (column % 2)) / width);
    codes.values[i] = column % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  }
  return codes;
}
