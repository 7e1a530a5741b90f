import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { Mulberry32 } from '../../numerics/mulberry32.ts';

/** Number of particles, how their drift and log variance go on, and the seed of their steps. */
export interface CloudParams {
  readonly N: number;
  readonly pd: number;
  readonly ph: number;
  readonly sd: number;
  readonly seed: number;
  readonly sh: number;
}

/**
 * Many guesses at the drift and the log variance of a scaled return, of which those that foretell it survive.
 *
 * Source: Gordon, Salmond & Smith (1993), IEE Proceedings F 140(2).
 */
export class ParticleCloud {
  readonly #params: CloudParams;
  readonly #random: Mulberry32;
  #now: Particles;
  /** Room for those that survive; the two take turns. */
  #next: Particles;
  readonly #weights: Float64Array;
  readonly #survivors: Int32Array;
  /** Two random steps for each particle. */
  readonly #steps: Float64Array;

  constructor(params: CloudParams) {
    const count = wholeNumber('N', params.N);
    this.#params = params;
    this.#random = new Mulberry32(params.seed);
    this.#now = particles(count);
    this.#next = particles(count);
    this.#weights = new Float64Array(count);
    this.#survivors = new Int32Array(count);
    this.#steps = new Float64Array(2 * count);
    const { drifts, logs, variances } = this.#now;
    for (let k = 0; k < count; k += 1) {
      drifts[k] = 0.05 * this.#random.normal();
      logs[k] = 0.5 * this.#random.normal();
      variances[k] = Math.exp(logs[k] as number);
    }
  }

  /** Moves every particle, weighs it by the scaled return and lets the likely ones survive. */
  next(y: number): { readonly isUp: number; readonly volatility: number } {
    this.#move();
    const { drifts, variances } = this.#now;
    const weights = this.#weights;
    weighParticles(this.#now, y, weights);
    let isUp = 0;
    let variance = 0;
    for (let k = 0; k < weights.length; k += 1) {
      const weight = weights[k] as number;
      if ((drifts[k] as number) > 0) isUp += weight;
      variance += weight * (variances[k] as number);
    }
    systematicResample(weights, this.#random.uniform(), this.#survivors);
    this.#keep();
    return { isUp: Math.min(1, isUp), volatility: Math.sqrt(variance) };
  }

  #move(): void {
    const { pd, ph, sd, sh } = this.#params;
    const { drifts, logs, variances } = this.#now;
    const steps = this.#steps;
    this.#random.fillWithNormals(steps);
    for (let k = 0; k < drifts.length; k += 1) {
      drifts[k] =
        pd * (drifts[k] as number) + sd * Math.sqrt(variances[k] as number) * (steps[2 * k] as number);
      const log = ph * (logs[k] as number) + sh * (steps[2 * k + 1] as number);
      logs[k] = log;
      variances[k] = Math.exp(log);
    }
  }

  #keep(): void {
    const survivors = this.#survivors;
    const from = this.#now;
    const to = this.#next;
    for (let k = 0; k < survivors.length; k += 1) {
      const survivor = survivors[k] as number;
      to.drifts[k] = from.drifts[survivor] as number;
      to.logs[k] = from.logs[survivor] as number;
      to.variances[k] = from.variances[survivor] as number;
    }
    this.#now = to;
    this.#next = from;
  }
}

/** Drift, log variance and variance of each particle, in units of the scaled return. */
export interface Particles {
  readonly drifts: Float64Array;
  readonly logs: Float64Array;
  readonly variances: Float64Array;
}

const particles = (count: number): Particles => ({
  drifts: new Float64Array(count),
  logs: new Float64Array(count),
  variances: new Float64Array(count),
});

/** Writes the normal likelihood of `y` under each particle, as shares; equal shares where nobody can explain it. */
export function weighParticles(
  { drifts, logs, variances }: Particles,
  y: number,
  weights: Float64Array,
): void {
  let total = 0;
  for (let k = 0; k < weights.length; k += 1) {
    const off = y - (drifts[k] as number);
    const weight = Math.exp(-0.5 * ((logs[k] as number) + (off * off) / (variances[k] as number)));
    weights[k] = weight;
    total += weight;
  }
  if (!(total > 0)) weights.fill(1 / weights.length);
  else for (let k = 0; k < weights.length; k += 1) weights[k] = (weights[k] as number) / total;
}

/** Writes indices of the survivors: as many as there are weights, evenly spaced over their running sum from `u`. */
export function systematicResample(weights: Float64Array, u: number, survivors: Int32Array): void {
  const count = weights.length;
  let index = 0;
  let sum = weights[0] as number;
  for (let k = 0; k < count; k += 1) {
    while (sum <= (k + u) / count && index < count - 1) {
      index += 1;
      sum += weights[index] as number;
    }
    survivors[k] = index;
  }
}
