import { denseLayer } from '../../../numerics/neural/dense-layer.ts';
import { rectified } from '../../../numerics/neural/pointwise-layers.ts';
import { defineFormula } from '../../formula.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import { type ClassifierShape, fitClassifier, startClassifier } from './network-classifier.ts';
import { sequenceWarmUp } from './sequence-run.ts';

/**
 * Probability of a rise over the next `H` bars by a network of two hidden layers over the features of a
 * moment. Warm with the bar after the first fit.
 */
export const mlpAdam = defineFormula({
  id: 'F86',
  key: 'mlp-adam',
  title: 'Multilayer perceptron',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source:
    "Rumelhart, D. E., Hinton, G. E. and Williams, R. J., 'Learning representations by back-propagating errors', Nature, 1986; Kingma, D. P. and Ba, J., 'Adam', ICLR, 2015",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      h1: { unit: 'units', meaning: 'hidden layer 1' },
      h2: { unit: 'units', meaning: 'hidden layer 2' },
      lr: { unit: '1', meaning: 'Adam step' },
      batch: { unit: 'samples', meaning: 'mini-batch' },
      epochs: { unit: '1', meaning: 'at most' },
      patience: { unit: 'epochs', meaning: 'early stop' },
      l2: { unit: '1', meaning: 'weight decay in the gradient' },
      seed: { unit: 'uint32', meaning: 'PRNG seed, restarted at every fit' },
    },
    definition: `
      Features X14, label LABC(H) in {0,1}, rule WF(N,k,H). h1=relu(W1 x+b1), h2=relu(W2 h1+b2),
      p=sigma(w3'h2+b3). Init: W uniform in +-sqrt(6/(fan_in+fan_out)) in the order W1,W2,w3 row by row,
      biases 0. Loss = mean logloss + (l2/2)*sum W^2 (not biases). Adam: m=0.9m+0.1g, v=0.999v+0.001g^2,
      step lr*(m/(1-0.9^t))/(sqrt(v/(1-0.999^t))+1e-8). Each epoch shuffles the rows by Fisher-Yates (i
      from N-1 down to 1, j=floor(u*(i+1))). Keep the weights of the best validation logloss. Value p.
    `,
    update: `
      Refit: 30 epochs * 3000 * about 800 multiply-adds * 3 = 2*10^8, about 1 s in 10 ms slices; forecast
      O(400).
    `,
    signal: 'signal = 2p-1; confidence = SKILL*|2p-1|.',
    range: '(0,1)',
  },
  defaults: {
    N: 3000,
    k: 500,
    H: 5,
    h1: 16,
    h2: 8,
    lr: 0.001,
    batch: 32,
    epochs: 30,
    patience: 5,
    l2: 0.0001,
    seed: 42,
  },
  ...learnsDirection,
  warmUp: ({ H, N }) => sequenceWarmUp(N, 1, H),
  fit: (job) => {
    const { batch = 1, epochs = 1, h1 = 1, h2 = 1, l2 = 0, lr = 0, patience = 1 } = job.params;
    return fitClassifier(job, perceptron(h1, h2), { rate: lr, batch, epochs, patience, ridge: l2 });
  },
  start: (params) => startClassifier(params, perceptron(params.h1, params.h2)),
});

/** Two hidden layers of rectified units over the features of one bar. */
export const perceptron = (first: number, second: number): ClassifierShape => ({
  columns: Array.from({ length: FEATURE_COUNT }, (_, i) => i),
  length: 1,
  build: (net, input) => {
    const hidden = rectified(net, denseLayer(net, input, first));
    return denseLayer(net, rectified(net, denseLayer(net, hidden, second)), 1);
  },
});
