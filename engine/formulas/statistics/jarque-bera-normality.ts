import { clip } from '../../numerics/clip.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { type SampleShape, sampleShape } from '../../numerics/sample-shape.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';

const NO_VARIANCE = 1e-24;

/**
 * How far the last `n` returns are from a normal law in skewness and kurtosis: 0 is normal, a normal
 * sample exceeds 6 in one of twenty. Warm after `n` returns.
 */
export const jarqueBeraNormality = defineFormula({
  id: 'F19',
  key: 'jarque-bera-normality',
  title: 'Jarque-Bera normality statistic',
  family: 'statistics',
  output: { unit: 'chi-square(2) statistic', min: 0 },
  role: 'size',
  source:
    "Jarque, C. M. and Bera, A. K., 'Efficient tests for normality, homoscedasticity and serial independence of regression residuals', Economics Letters, 1980",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      Over W_n with central moments m_k=(1/n)*sum (r-mean)^k: S=m3/m2^1.5, K=m4/m2^2,
      JB=(n/6)*(S^2+(K-3)^2/4). p-value = exp(-JB/2). m2=0: value 0. Warm-up n.
    `,
    update: `
      Rolling power sums of order 1 to 4 on r/sig0 (sig0 = sd of the first window, for numerical safety),
      recomputed every 500 bars: O(1).
    `,
    signal: 'size: scale = clip(1/(1+ln(1+JB/6)/4), 0.4, 1).',
    range: '[0,inf)',
  },
  defaults: { n: 200 },
  input: 'bar',
  readings: {
    ...SIZE,
    /** Probability of at least this value under the normal law. */
    pValue: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    const returns = new CloseReturns();
    const recent = new RecentValues(n);
    const window = new Float64Array(n);
    let statistic = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        recent.push(logReturn);
        if (!recent.isFull) return undefined;
        recent.copyTo(window);
        statistic = jarqueBera(sampleShape(window));
        return statistic;
      },
      {
        scale: () => clip(1 / (1 + Math.log(1 + statistic / 6) / 4), 0.4, 1),
        pValue: () => Math.exp(-statistic / 2),
      },
    );
  },
});

/** The statistic of Jarque and Bera of a sample; 0 where nothing varies. */
export function jarqueBera({ count, kurtosis, skewness, variance }: SampleShape): number {
  return variance > NO_VARIANCE ? (count / 6) * (skewness ** 2 + (kurtosis - 3) ** 2 / 4) : 0;
}
