import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentWindow } from '../../numerics/recent-window.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';

const LEAST_DEVIATION = 1e-12;

/**
 * Log price with a part `d` of a difference taken: it stays around a level like returns do, but remembers
 * where the price came from. Log price units. Warm after as many bars as it has weights.
 */
export const fractionalDifferencingFfd = defineFormula({
  id: 'F40',
  key: 'fractional-differencing-ffd',
  title: 'Fixed-width fractionally differenced log price',
  family: 'time-series',
  output: { unit: 'log price units' },
  role: 'context',
  source:
    "Hosking, J. R. M., 'Fractional differencing', Biometrika, 1981; fixed-width form: Lopez de Prado, M., 'Advances in Financial Machine Learning', 2018",
  catalogue: {
    inputs: ['bars'],
    params: {
      d: { unit: '1', meaning: 'order of differencing' },
      tau: { unit: '1', meaning: 'smallest weight kept' },
      kmax: { unit: 'bars', meaning: 'longest filter' },
      z: { unit: 'values', meaning: 'window of the z-score' },
    },
    definition: `
      Weights w_0=1, w_k=-w_{k-1}*(d-k+1)/k; keep k=0..K-1 where K is the first k with |w_k|<tau, at most
      kmax. X_t=sum_{k<K} w_k*ln c_{t-k}. Value X_t; also its z-score (X_t-mean_z)/sd0_z. Warm-up K closes
      (z-score: K+z).
    `,
    update: 'Dot product O(K) per bar (K=282 for the defaults).',
    signal: 'context: a stationary series with memory for the learning formulas and the chart. Signal 0.',
    range: '(-inf,inf)',
  },
  defaults: { d: 0.4, tau: 0.0001, kmax: 1000, z: 200 },
  input: 'bar',
  readings: {
    /** The value against its last `z` values, in their deviations; from `z` values on. */
    zScore: { unit: 'sd units' },
  },
  warmUp: (params) => fractionalWeights(params).length,

  start(params) {
    const weights = fractionalWeights(params);
    const logs = new RecentWindow(weights.length);
    const moments = new RollingMoments(wholeNumber('a window', params.z, 2));
    let value = 0;

    return withReadings(
      ({ close }) => {
        logs.push(Math.log(close));
        if (logs.count < weights.length) return undefined;
        const { values } = logs;
        const newest = logs.end - 1;
        let sum = 0;
        for (let k = 0; k < weights.length; k += 1) {
          sum += (weights[k] as number) * (values[newest - k] as number);
        }
        value = sum;
        moments.push(value);
        return value;
      },
      {
        zScore: () => {
          const deviation = Math.sqrt(moments.populationVariance);
          return moments.isFull && deviation > LEAST_DEVIATION
            ? (value - moments.mean) / deviation
            : undefined;
        },
      },
    );
  },
});

/** Weights of a fractional difference, the newest price first, down to the first smaller than `tau`. */
export function fractionalWeights({
  d,
  kmax,
  tau,
}: {
  readonly d: number;
  readonly kmax: number;
  readonly tau: number;
}): Float64Array {
  positive('tau', tau);
  wholeNumber('kmax', kmax);
  const weights = [1];
  for (let k = 1; k < kmax; k += 1) {
    const weight = (-(weights[k - 1] as number) * (d - k + 1)) / k;
    if (Math.abs(weight) < tau) break;
    weights.push(weight);
  }
  return Float64Array.from(weights);
}
