import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { RollingSum } from '../../../numerics/rolling-sum.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';

const NOISY = 0.5;

/** What two sampling rates of the same prices say of their noise. */
export interface NoiseSignature {
  /** Variance of the noise of one price. */
  readonly noiseVariance: number;
  /** Part of the fast variance that is noise. */
  readonly share: number;
  /** Exponent with which variance falls with the time between samples; below zero it grows. */
  readonly slope: number;
}

/**
 * Part of the variance of trade prices, sampled every `fast` seconds, that is gone when they are sampled
 * every `slow`: noise between 0 and 1. Samples are the last price before a whole multiple of `fast`; the slow
 * variance is the mean over all offsets. Returns that end within the last `window` seconds count, so that both
 * see the same number of them; warm after `window + slow` seconds.
 */
export const volatilitySignatureNoise = defineFormula({
  id: 'F358',
  key: 'volatility-signature-noise',
  title: 'Volatility signature plot and noise share',
  family: 'multiscale',
  output: { unit: 'share', min: 0, max: 1 },
  role: 'filter',
  source:
    "Andersen, T. G., Bollerslev, T., Diebold, F. X. & Labys, P., 'Great Realizations', Risk 13, 2000; noise moment: Zhang, Mykland & Ait-Sahalia, 'A Tale of Two Time Scales', Journal of the American Statistical Association 100, 2005",
  catalogue: {
    inputs: ['trades', 'book'],
    params: {
      fast: { unit: 's', meaning: 'fast sampling' },
      slow: { unit: 's', meaning: 'slow sampling' },
      window: { unit: 's', meaning: 'sample' },
      max_share: { unit: '1', meaning: 'gate' },
    },
    definition: `
      RV(d) = sum of squared log returns of the last trade price sampled every d seconds (previous tick),
      averaged over all offsets for the slow one. Noise variance w2 = max(0, (RV_fast -
      RV_slow)/(2*n_fast)), n_fast = number of fast returns. Noise share = 1 - RV_slow/RV_fast (clipped to
      [0,1]; RV_fast = 0 -> 0). Signature slope = (ln RV_fast - ln RV_slow)/(ln slow - ln fast).
    `,
    update: 'O(1) per sample (subsample sums).',
    signal: `
      filter: share > max_share -> trade-price formulas at horizons below slow are switched to mid prices
      (or x0.5); negative slope (RV grows with scale) marks trending at short scales.
    `,
    range: '[0,1]',
  },
  defaults: { fast: 1, slow: 300, window: 3600, max_share: 0.5 },
  input: 'trade',
  readings: {
    ...FILTER,
    /** Deviation of the noise of one price. */
    noise: { unit: 'log price', min: 0 },
    /** Exponent with which variance falls with the time between samples; below zero the market trends. */
    slope: { unit: '1' },
  },
  warmUp: () => 2,
  warmUpMs: ({ slow, window }) => 1000 * (window + slow),

  start({ fast, max_share: most, slow, window }) {
    const stepMs = 1000 * positive('fast', fast);
    const lag = wholeNumber('slow over fast', slow / fast, 2);
    const count = wholeNumber('window over fast', window / fast, lag);
    const samples = new RecentValues(lag + 1);
    const fastSquares = new RollingSum(count);
    const slowSquares = new RollingSum(count);
    let slot = -1;
    let logPrice = NaN;
    let fastVariance: number | undefined;
    let slowVariance: number | undefined;
    const signature = () =>
      noiseSignature(fastVariance ?? NaN, slowVariance ?? NaN, { count, ratio: slow / fast });

    const sample = () => {
      const before = samples.at(0);
      samples.push(logPrice);
      if (Number.isNaN(before)) return;
      fastVariance = fastSquares.push((logPrice - before) ** 2);
      if (!samples.isFull) return;
      const sum = slowSquares.push((logPrice - samples.at(lag)) ** 2);
      slowVariance = sum === undefined ? undefined : sum / lag;
    };
    return withReadings(
      ({ price, time }) => {
        const current = Math.floor(time / stepMs);
        if (slot >= 0) {
          // After a silence longer than the window every sample in it is the same anyway.
          const missed = Math.min(current - slot, count + lag + 1);
          for (let i = 0; i < missed; i += 1) sample();
        }
        slot = current;
        logPrice = Math.log(price);
        return slowVariance === undefined ? noValue() : signatureShare(fastVariance ?? NaN, slowVariance);
      },
      {
        gate: () => (signatureShare(fastVariance ?? NaN, slowVariance ?? NaN) > most ? NOISY : 1),
        noise: () => Math.sqrt(signature().noiseVariance),
        slope: () => signature().slope,
      },
    );
  },
});

/** The share of noise, 0 where nothing moved. */
function signatureShare(fastVariance: number, slowVariance: number): number {
  return fastVariance > 0 ? clip(1 - slowVariance / fastVariance, 0, 1) : 0;
}

/** `count` fast returns stand behind the fast variance; the slow samples lie `ratio` times as far apart. */
export function noiseSignature(
  fastVariance: number,
  slowVariance: number,
  { count, ratio }: { readonly count: number; readonly ratio: number },
): NoiseSignature {
  return {
    noiseVariance: Math.max(0, (fastVariance - slowVariance) / (2 * count)),
    share: signatureShare(fastVariance, slowVariance),
    slope: (Math.log(fastVariance) - Math.log(slowVariance)) / Math.log(ratio),
  };
}
