import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

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

interface CloudParams {
  readonly N: number;
  readonly pd: number;
  readonly ph: number;
  readonly sd: number;
  readonly seed: number;
  readonly sh: number;
}

class ParticleCloud {
  readonly #params: CloudParams;
  readonly #random: Mulberry32;
  #drifts: Float64Array;
  #logs: Float64Array;

  constructor(params: CloudParams) {
    this.#params = params;
    this.#random = new Mulberry32(params.seed);
    this.#drifts = new Float64Array(wholeNumber('N', params.N));
    this.#logs = new Float64Array(params.N);
    for (let k = 0; k < params.N; k += 1) {
      this.#drifts[k] = 0.05 * this.#random.normal();
      this.#logs[k] = 0.5 * this.#random.normal();
    }
  }

  /** Moves every particle, weighs it by the scaled return and lets the likely ones survive. */
  next(y: number): { readonly isUp: number; readonly volatility: number } {
    const { pd, ph, sd, sh } = this.#params;
    const drifts = this.#drifts;
    const logs = this.#logs;
    for (let k = 0; k < drifts.length; k += 1) {
      const h = logs[k] as number;
      drifts[k] = pd * (drifts[k] as number) + sd * Math.exp(h / 2) * this.#random.normal();
      logs[k] = ph * h + sh * this.#random.normal();
    }
    const weights = particleWeights(drifts, logs, y);
    let isUp = 0;
    let variance = 0;
    for (let k = 0; k < drifts.length; k += 1) {
      const weight = weights[k] as number;
      if ((drifts[k] as number) > 0) isUp += weight;
      variance += weight * Math.exp(logs[k] as number);
    }
    const survivors = systematicResample(weights, this.#random.uniform());
    this.#drifts = drifts.map((_, k) => drifts[survivors[k] as number] as number);
    this.#logs = logs.map((_, k) => logs[survivors[k] as number] as number);
    return { isUp: Math.min(1, isUp), volatility: Math.sqrt(variance) };
  }
}

/** Normal likelihood of `y` under each particle, as shares; equal shares where nobody can explain it. */
export function particleWeights(drifts: Float64Array, logs: Float64Array, y: number): Float64Array {
  const weights = drifts.map((drift, k) => {
    const h = logs[k] as number;
    return Math.exp(-0.5 * (h + (y - drift) ** 2 / Math.exp(h)));
  });
  const total = weights.reduce((sum, each) => sum + each, 0);
  return total > 0 ? weights.map((each) => each / total) : weights.fill(1 / weights.length);
}

/** Indices of the survivors: as many as there are weights, evenly spaced over their running sum from `u`. */
export function systematicResample(weights: Float64Array, u: number): Int32Array {
  const count = weights.length;
  const survivors = new Int32Array(count);
  let index = 0;
  let sum = weights[0] as number;
  for (let k = 0; k < count; k += 1) {
    while (sum <= (k + u) / count && index < count - 1) {
      index += 1;
      sum += weights[index] as number;
    }
    survivors[k] = index;
  }
  return survivors;
}
