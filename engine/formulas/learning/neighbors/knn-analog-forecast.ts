import { defineFormula } from '../../formula.ts';
import { scaledMove } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { asForecast } from '../protocol/output-map.ts';
import { AnalogMemory } from './analog-memory.ts';

/**
 * Forecast of the move over the next `H` bars in units of its usual size: what came of the `k` moments of
 * the past that were most like the present. Warm with 500 labels, or with `M` where fewer are remembered.
 */
export const knnAnalogForecast = defineFormula({
  id: 'F82',
  key: 'knn-analog-forecast',
  title: 'k-nearest-neighbour analog forecast',
  family: 'learning',
  output: { unit: 'LABR units' },
  role: 'direction',
  source:
    "Cover, T. and Hart, P., 'Nearest Neighbor Pattern Classification', IEEE Transactions on Information Theory, 1967; forecasts by analogs: Farmer, J. D. and Sidorowich, J. J., Physical Review Letters, 1987",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      M: { unit: 'samples', meaning: 'memory' },
      k: { unit: 'neighbours', meaning: 'neighbours' },
      H: { unit: 'bars', meaning: 'label horizon' },
      gap: { unit: 'bars', meaning: 'least distance between chosen samples in time' },
    },
    definition: `
      Features X14, target LABR(H), rule ONLINE(H): memory = the last M labelled samples. Euclidean
      distances to x_t; go through the samples by rising distance (ties: newer first) and take a sample if
      no chosen one lies within gap bars, until k. f=sum z_j/(d_j+1e-6)/sum 1/(d_j+1e-6). Spread s=sd0 of
      the chosen z. Value f. Fewer than 500 samples: null.
    `,
    update: 'Linear scan 14*M=42 000 multiply-adds per bar plus partial sort.',
    signal: 'signal = tanh(f); confidence = SKILL*min(1,|f|*sqrt(k)/(3*s)).',
    range: '(-inf,inf)',
  },
  defaults: { M: 3000, k: 50, H: 5, gap: 5 },
  ...learnsDirection,
  readings: {
    ...learnsDirection.readings,
    /** Standard deviation of what came of the chosen moments. */
    spread: { unit: 'LABR units', min: 0 },
  },
  warmUp: ({ H, M }) => onlineWarmUp(H, AnalogMemory.least(M) - 1),

  start(params) {
    const { H, k } = params;
    const memory = new AnalogMemory(FEATURE_COUNT, params);
    let forecast = 0;
    const learner = {
      learn: (x: Readonly<Float64Array>, label: number) => memory.learn(x, label),
      predict: (x: Readonly<Float64Array>) => {
        const found = memory.predict(x);
        forecast = found ?? 0;
        return found;
      },
    };
    return startOnline(learner, {
      H,
      label: scaledMove,
      output: asForecast,
      further: (skill) => ({
        confidence: () => skill() * clarity(forecast, memory.spread, k),
        spread: () => memory.spread,
      }),
    });
  },
});

/** A third of the number of standard errors a mean of `count` labels lies from 0, at most 1. */
export function clarity(mean: number, spread: number, count: number): number {
  const size = Math.abs(mean) * Math.sqrt(count);
  // Moments that were all followed by the same leave no doubt, and no move no direction.
  return size === 0 ? 0 : Math.min(1, size / (3 * spread));
}
