import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { ParticleCloud } from './particle-cloud.ts';

const SCALED_ON = 100;
const WARM = 150;

/**
 * Probability that the drift of the price is above zero, from a cloud of guesses at drift and volatility
 * that survive by how well they say each return. Random numbers come from `seed`: the same bars give the
 * same values. Warm after 150 returns.
 */
export const bootstrapParticleFilter = defineFormula({
  id: 'F192',
  key: 'bootstrap-particle-filter',
  title: 'Particle filter of drift and log-variance',
  family: 'filtering',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source:
    "Gordon, N. J., Salmond, D. J. and Smith, A. F. M., 'Novel approach to nonlinear/non-Gaussian Bayesian state estimation', IEE Proceedings F, 1993",
  catalogue: {
    inputs: ['returns'],
    params: {
      N: { unit: 'particles', meaning: 'particles' },
      pd: { unit: '1', meaning: 'drift persistence' },
      sd: { unit: 'sig', meaning: 'drift shock' },
      ph: { unit: '1', meaning: 'log-variance persistence' },
      sh: { unit: '1', meaning: 'log-variance shock' },
      seed: { unit: 'uint32', meaning: 'PRNG seed at start' },
    },
    definition: `
      y_t=r_t/s with s = sd of the first 100 returns (fixed). Particle (d,h). Start d=0.05*z, h=0.5*z'
      (particle by particle, two normals each). Each bar, in particle order: d <- pd*d+sd*exp(h/2)*z; h <-
      ph*h+sh*z'; weight w=N(y_t;d,exp(h)). Estimates with normalised weights: P=sum w*1[d>0],
      vol=sqrt(sum w*exp(h))*s. Then systematic resampling with one uniform u: particle k takes the first
      index whose cumulative weight exceeds (k+u)/N, k=0..N-1; weights back to 1/N. All weights 0:
      particles keep their values, weights equal. Value P. Warm-up 150.
    `,
    update: 'O(N) per bar.',
    signal: 'signal = 2P-1; confidence = |2P-1|.',
    range: '[0,1]',
  },
  defaults: { N: 400, pd: 0.97, sd: 0.05, ph: 0.98, sh: 0.15, seed: 42 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Volatility of a bar as the cloud sees it. */
    volatility: { unit: 'log return per bar', min: 0 },
  },
  warmUp: () => WARM + 1,

  start(params) {
    const returns = new CloseReturns();
    const first = new RollingMoments(SCALED_ON);
    let cloud: ParticleCloud | undefined;
    let scale = 0;
    let count = 0;
    let estimate = { isUp: 0.5, volatility: 0 };

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        count += 1;
        if (cloud === undefined) {
          first.push(logReturn);
          scale = Math.sqrt(first.populationVariance);
          // A market that has not moved yet gives nothing to measure by.
          if (first.isFull && scale > 1e-12) cloud = new ParticleCloud(params);
          return undefined;
        }
        estimate = cloud.next(logReturn / scale);
        return count < WARM ? undefined : estimate.isUp;
      },
      {
        signal: () => 2 * estimate.isUp - 1,
        confidence: () => Math.abs(2 * estimate.isUp - 1),
        volatility: () => estimate.volatility * scale,
      },
    );
  },
});
