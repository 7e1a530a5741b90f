import type { Parameter } from '../../../numerics/neural/computation.ts';
import { affineLayer } from '../../../numerics/neural/dense-layer.ts';
import { lstmLayer, lstmWeights } from '../../../numerics/neural/lstm-layer.ts';
import { LstmWindow } from '../../../numerics/neural/lstm-window.ts';
import { rowsOf } from '../../../numerics/neural/tensor.ts';
import { defineFormula } from '../../formula.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import {
  type ClassifierShape,
  fitClassifier,
  SEQUENCE_COLUMNS,
  startClassifier,
} from './network-classifier.ts';
import { sequenceWarmUp } from './sequence-run.ts';

/**
 * Probability of a rise over the next `H` bars by a recurrent network that reads the last `L` bars and keeps
 * what matters. Warm with the bar after the first fit.
 */
export const lstmSequence = defineFormula({
  id: 'F87',
  key: 'lstm-sequence',
  title: 'LSTM sequence classifier',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source: "Hochreiter, S. and Schmidhuber, J., 'Long Short-Term Memory', Neural Computation, 1997",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      L: { unit: 'bars', meaning: 'sequence length' },
      units: { unit: 'units', meaning: 'state size' },
      lr: { unit: '1', meaning: 'Adam step' },
      batch: { unit: 'sequences', meaning: 'mini-batch' },
      epochs: { unit: '1', meaning: 'at most' },
      patience: { unit: 'epochs', meaning: 'early stop' },
      clip: { unit: '1', meaning: 'global gradient norm' },
      seed: { unit: 'uint32', meaning: 'PRNG seed' },
    },
    definition: `
      Inputs per bar: (x1,x4,x5,x7,x8,x9,x10) of X14 for bars t-L+1..t. Cell: i=sigma(Wi x+Ui h+bi),
      f=sigma(Wf x+Uf h+bf), o=sigma(Wo x+Uo h+bo), g=tanh(Wg x+Ug h+bg); c=f*c+i*g; h=o*tanh(c);
      h_0=c_0=0. p=sigma(v'h_L+b). Init: matrices uniform +-1/sqrt(units) in the order i,f,o,g (W then U),
      bf=1, other biases 0. Label LABC(H) in {0,1}, rule WF(N,k,H), logloss, back-propagation through all
      L steps, Adam as in 86, gradients scaled to norm clip. Best validation weights kept. Value p.
    `,
    update: `
      Refit 8*2400*32*3*1600 = 3*10^9 multiply-adds: 5-10 s of one core, run in 10 ms slices in the
      engine's idle time; forecast 32*1500 = 5*10^4 per bar.
    `,
    signal: 'signal = 2p-1; confidence = SKILL*|2p-1|.',
    range: '(0,1)',
  },
  defaults: {
    N: 3000,
    k: 1000,
    H: 5,
    L: 32,
    units: 16,
    lr: 0.002,
    batch: 32,
    epochs: 8,
    patience: 2,
    clip: 1,
    seed: 42,
  },
  ...learnsDirection,
  warmUp: ({ H, L, N }) => sequenceWarmUp(N, L, H),
  fit: (job) => {
    const { batch = 1, clip = 1, epochs = 1, lr = 0, patience = 1 } = job.params;
    const rules = { rate: lr, batch, epochs, patience, largestSlope: clip };
    return fitClassifier(job, recurrent(job.params['L'] ?? 1, job.params['units'] ?? 1), rules);
  },
  start: (params) => startClassifier(params, recurrent(params.L, params.units)),
});

/** One layer of memory cells over a sequence, and a line over its last state. */
export const recurrent = (length: number, units: number): ClassifierShape => ({
  columns: SEQUENCE_COLUMNS,
  length,
  build: (net, input, batch) => {
    const states = lstmLayer(net, input, lstmWeights(net, input.columns, units), batch);
    const last = rowsOf(states, (length - 1) * batch, batch);
    const weights = net.weights(1, units, 1 / Math.sqrt(units));
    return affineLayer(net, [{ input: last, weights }], net.constants(1));
  },
  stream: (parameters) => streamCells(parameters, length),
});

/** Reads the last bars anew at each, from what each gave the gates when it came. */
function streamCells(parameters: readonly Parameter[], length: number) {
  const [inputs, states, constants, line, constant] = parameters;
  if (!inputs || !states || !constants || !line || !constant)
    throw new Error('a recurrent network has five lists of numbers');
  const cells = new LstmWindow({ inputs, states, constants }, length);
  const weights = line.values;
  const start = constant.values[0] as number;
  return (bar: Readonly<Float64Array>): number => {
    cells.push(bar);
    if (!cells.isFull) return NaN;
    cells.read();
    const { rowLength, states: rows } = cells;
    const last = (length - 1) * rowLength;
    let odds = start;
    for (let u = 0; u < weights.length; u += 1) odds += (weights[u] as number) * (rows[last + u] as number);
    return odds;
  };
}
