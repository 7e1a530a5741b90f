import { positive } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { studentCdf } from '../../numerics/tail-probabilities.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/** Squared returns the scale of the prior is made of. */
const FIRST = 20;
const LEAST_SCALE = 1e-12;

/**
 * Probability that the price drifts up, judged from the last `n` returns and a prior that expects no
 * drift. Warm after `n` returns and the 20 that set the scale of the prior.
 */
export const normalInverseGammaDrift = defineFormula({
  id: 'F2',
  key: 'normal-inverse-gamma-drift',
  title: 'Bayesian drift with unknown variance (Normal-Inverse-Gamma)',
  family: 'statistics',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source: "Raiffa, H. and Schlaifer, R., 'Applied Statistical Decision Theory', 1961",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k0: { unit: 'pseudo bars', meaning: 'prior strength of zero drift' },
      a0: { unit: '1', meaning: 'prior shape' },
      b0_mult: { unit: '1', meaning: 'prior scale b0 = b0_mult*a0*mean of the first 20 squared returns' },
    },
    definition: `
      Prior mu|s2 ~ N(0, s2/k0), s2 ~ InvGamma(a0,b0). Over W_n: xbar = mean, S = sum (r-xbar)^2. k1=k0+n;
      m1=n*xbar/k1; a1=a0+n/2; b1=b0+S/2+k0*n*xbar^2/(2*k1). The marginal of mu is Student-t with 2*a1
      degrees of freedom, location m1, scale sqrt(b1/(a1*k1)). Value P = T_{2 a1}( m1/sqrt(b1/(a1*k1)) ) =
      posterior probability that the drift is positive. Warm-up n returns. b1 > 0 always because b0 > 0
      (floor b0 = 1e-12).
    `,
    update: `
      Rolling sums of r and r^2 (recomputed from the ring buffer every 1000 updates to stop drift): O(1)
      per bar plus one Student-t cdf.
    `,
    signal: 'signal = 2P-1; confidence = |2P-1|.',
    range: '(0,1)',
  },
  defaults: { n: 100, k0: 20, a0: 2, b0_mult: 1 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** The drift that is believed in: mean of the posterior. */
    drift: { unit: 'log return per bar' },
  },
  warmUp: ({ n }) => Math.max(n, FIRST) + 1,

  start({ a0, b0_mult: factor, k0, n }) {
    positive('k0', k0);
    positive('a0', a0);
    const returns = new CloseReturns();
    const moments = new RollingMoments(n);
    const sample = { count: n, mean: 0, squares: 0 };
    const prior = { k0, a0, b0: LEAST_SCALE };
    let seen = 0;
    let meanSquare = 0;
    let drift = 0;
    let probability = 0.5;

    const learnPrior = (logReturn: number): void => {
      if (seen === FIRST) return;
      seen += 1;
      meanSquare += (logReturn * logReturn - meanSquare) / seen;
    };

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        learnPrior(logReturn);
        moments.push(logReturn);
        if (!moments.isFull || seen < FIRST) return undefined;
        prior.b0 = Math.max(factor * a0 * meanSquare, LEAST_SCALE);
        sample.mean = moments.mean;
        sample.squares = n * moments.populationVariance;
        const posterior = driftPosterior(sample, prior);
        drift = posterior.mean;
        probability = posterior.probabilityUp;
        return probability;
      },
      {
        signal: () => 2 * probability - 1,
        confidence: () => Math.abs(2 * probability - 1),
        drift: () => drift,
      },
    );
  },
});

/** Count, mean and squared deviations from it of a sample. */
interface Sample {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

/** A drift of zero worth `k0` bars, and an inverse gamma law of shape `a0` and scale `b0` of the variance. */
interface DriftPrior {
  readonly k0: number;
  readonly a0: number;
  readonly b0: number;
}

/** Mean and scale of what is believed of the drift after a sample, and the probability that it is above zero. */
export function driftPosterior(
  { count, mean, squares }: Sample,
  { a0, b0, k0 }: DriftPrior,
): { readonly mean: number; readonly scale: number; readonly probabilityUp: number } {
  const strength = k0 + count;
  const posteriorMean = (count * mean) / strength;
  const shape = a0 + count / 2;
  const scale = b0 + squares / 2 + (k0 * count * mean * mean) / (2 * strength);
  const t = posteriorMean / Math.sqrt(scale / (shape * strength));
  return { mean: posteriorMean, scale, probabilityUp: studentCdf(t, 2 * shape) };
}
