import { defineFormula } from '../../formula.ts';
import type { Reading } from '../../readings.ts';
import { scaledMove } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import { fitQuantiles, openQuantiles, type QuantileShape } from './quantile-forecaster.ts';
import { sequenceWarmUp, startSequences } from './sequence-run.ts';

const HORIZONS = [1, 5, 15];
const LONGEST = 15;
const QUANTILES = [0.1, 0.5, 0.9];
/** Place of the horizon of 5 bars. */
const JUDGED = 1;
const LEAST_WIDTH = 0.1;
const BATCH = 32;
const PATIENCE = 2;

const SHARE: Reading = { unit: 'share', min: 0, max: 1 };
const importances = Array.from({ length: FEATURE_COUNT }, (_, i) => `importance${i + 1}`);
const ALL_COLUMNS = Array.from({ length: FEATURE_COUNT }, (_, i) => i);

/**
 * Median forecast of the move over the next 5 bars in units of its usual size, by a network that chooses bar
 * by bar which features matter, reads the last `L` bars and forecasts how wide the outcomes lie. Warm with the
 * bar after the first fit.
 */
export const tftGatedVariableSelection = defineFormula({
  id: 'F90',
  key: 'tft-gated-variable-selection',
  title: 'Temporal fusion transformer, small form',
  family: 'learning',
  output: { unit: 'LABR units' },
  role: 'direction',
  source:
    "Lim, B., Arik, S. O., Loeff, N. and Pfister, T., 'Temporal Fusion Transformers for interpretable multi-horizon time series forecasting', International Journal of Forecasting, 2021",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      L: { unit: 'bars', meaning: 'sequence length' },
      d: { unit: '1', meaning: 'model width' },
      H: { fixed: '1,5,15', unit: 'bars', meaning: 'horizons' },
      q: { fixed: '0.1,0.5,0.9', unit: '1', meaning: 'quantiles' },
      lr: { unit: '1', meaning: 'Adam step' },
      epochs: { unit: '1', meaning: 'at most' },
      seed: { unit: 'uint32', meaning: 'PRNG seed' },
    },
    definition: `
      GRN(x)=LayerNorm(x+GLU(e1)), e1=W1 e2+b1, e2=ELU(W2 x+b2), GLU(e)=sigma(W4 e+b4)*(W5 e+b5)
      elementwise, LayerNorm=(u-mean)/sqrt(var0+1e-5) with gain 1, bias 0. Each of the 14 features of X14
      is embedded by an own linear map to d numbers; variable selection weights v=softmax(14 scores =
      linear map of the 14*d concatenation); selected input = sum_j v_j*GRN_j(embedding_j). LSTM (cell of
      87, d units) over L bars, gated skip: GRN; one causal attention head softmax(QK'/sqrt d)V at the
      last step, GRN. Linear output: 3 horizons x 3 quantiles of LABR(h). Loss = mean pinball loss
      q*(z-y)+ or (1-q)*(y-z)+. Rule WF with H=15. Quantiles sorted after prediction. Value = median
      forecast for h=5.
    `,
    update: 'Refit about 4*10^9 multiply-adds in slices; forecast 10^5 per bar.',
    signal: `
      signal = tanh(2*q50/max(q90-q10,0.1)) for h=5; confidence = SKILL*min(1,2|q50|/(q90-q10)). The
      weights v are shown as feature importance.
    `,
    range: '(-inf,inf)',
  },
  defaults: { N: 3000, k: 2000, L: 48, d: 8, lr: 0.002, epochs: 6, seed: 42 },
  ...learnsDirection,
  readings: {
    ...learnsDirection.readings,
    /** Nine of ten outcomes are forecast to lie above it. */
    low: { unit: 'LABR units' },
    /** Nine of ten outcomes are forecast to lie below it. */
    high: { unit: 'LABR units' },
    /** How much each feature of X14 counts at this bar. */
    ...Object.fromEntries(importances.map((name) => [name, SHARE])),
  },
  warmUp: ({ L, N }) => sequenceWarmUp(N, L, LONGEST),
  fit: (job) => {
    const { L = 1, d = 1, epochs = 1, lr = 0 } = job.params;
    return fitQuantiles(job, shapeOf(L, d), { rate: lr, batch: BATCH, epochs, patience: PATIENCE });
  },
  start: (params) =>
    startSequences(params, {
      columns: ALL_COLUMNS,
      length: params.L,
      label: scaledMove,
      horizons: HORIZONS,
      open: (model) => openQuantiles(model, shapeOf(params.L, params.d)),
      readings: (state) => {
        const quantile = (place: number) => () => state.model?.quantiles[place];
        const width = () => (quantile(2)() ?? 0) - (quantile(0)() ?? 0);
        return {
          signal: () => quantileSignal(state.value ?? 0, width()),
          confidence: () => state.skill * quantileStrength(state.value ?? 0, width()),
          low: quantile(0),
          high: quantile(2),
          ...Object.fromEntries(importances.map((name, i) => [name, () => state.model?.shares[i]])),
        };
      },
    }),
});

const shapeOf = (length: number, width: number): QuantileShape => ({
  horizons: HORIZONS,
  quantiles: QUANTILES,
  judged: JUDGED,
  length,
  width,
});

/** The median in halves of the width between the outer quantiles, -1 to 1. */
export const quantileSignal = (median: number, width: number): number =>
  Math.tanh((2 * median) / Math.max(width, LEAST_WIDTH));

/** The same without its sign and straight up to 1. */
export const quantileStrength = (median: number, width: number): number =>
  median === 0 ? 0 : Math.min(1, (2 * Math.abs(median)) / width);
