import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { Mulberry32, roomForNormals } from '../../numerics/mulberry32.ts';
import { KernelFloats } from '../../numerics/simd/kernel-memory.ts';
import { moveParticles, PARTICLE_NUMBERS, PARTICLES_TOGETHER } from '../../numerics/simd/particle-kernel.ts';

const FLOAT_BYTES = 8;

/** Number of particles, how their drift and log variance go on, and the seed of their steps. */
export interface CloudParams {
  readonly N: number;
  readonly pd: number;
  readonly ph: number;
  readonly sd: number;
  readonly seed: number;
  readonly sh: number;
}

/** Below it the weights of a value are too small to be told from each other by the kernel. */
const FAINT = 1e-290;

/**
 * Many guesses at the drift and the log variance of a scaled return, of which those that foretell it survive.
 *
 * Source: Gordon, Salmond & Smith (1993), IEE Proceedings F 140(2).
 */
export class ParticleCloud {
  readonly #random: Mulberry32;
  readonly #count: number;
  /** Places of a list, as many as are moved together. What stands behind the last particle explains nothing. */
  readonly #places: number;
  /** Drifts, logs and variances behind each other, and room for those that survive; the two take turns. */
  #now: KernelFloats;
  #next: KernelFloats;
  /** Two random steps for each particle. */
  readonly #steps: KernelFloats;
  readonly #weights: KernelFloats;
  readonly #numbers: KernelFloats;
  readonly #survivors: Int32Array;

  constructor({ N, pd, ph, sd, seed, sh }: CloudParams) {
    this.#count = wholeNumber('N', N);
    this.#places = PARTICLES_TOGETHER * Math.ceil(N / PARTICLES_TOGETHER);
    this.#random = new Mulberry32(seed);
    this.#now = noParticles(this.#places);
    this.#next = noParticles(this.#places);
    this.#steps = new KernelFloats(roomForNormals(2 * this.#places));
    this.#weights = new KernelFloats(this.#places);
    this.#numbers = new KernelFloats(PARTICLE_NUMBERS + 3);
    this.#numbers.values.set([pd, sd, ph, sh]);
    this.#survivors = new Int32Array(N);
    const { drifts, logs, variances } = this.#particles(this.#now);
    for (let k = 0; k < N; k += 1) {
      drifts[k] = 0.05 * this.#random.normal();
      logs[k] = 0.5 * this.#random.normal();
      variances[k] = Math.exp(logs[k] as number);
    }
  }

  /** Moves every particle, weighs it by the scaled return and lets the likely ones survive. */
  next(y: number): { readonly isUp: number; readonly volatility: number } {
    this.#random.fillWithNormals(this.#steps, 2 * this.#count);
    const numbers = this.#numbers.values;
    numbers[PARTICLE_NUMBERS - 1] = y;
    const { address } = this.#weights;
    const bytes = FLOAT_BYTES * this.#places;
    moveParticles(this.#steps.address, this.#now.address, address, this.#numbers.address, bytes);
    const weights = this.#weights.values.subarray(0, this.#count);
    let total = numbers[PARTICLE_NUMBERS] as number;
    let isUp = (numbers[PARTICLE_NUMBERS + 1] as number) / total;
    let variance = (numbers[PARTICLE_NUMBERS + 2] as number) / total;
    if (!(total > FAINT)) {
      ({ isUp, variance } = this.#weighFaintly(y, weights));
      total = 1;
    }
    systematicResample(weights, total, this.#random.uniform(), this.#survivors);
    this.#keep();
    return { isUp: Math.min(1, isUp), volatility: Math.sqrt(variance) };
  }

  /** The shares of weights so small that each has to be worked out alone. */
  #weighFaintly(y: number, weights: Float64Array) {
    const particles = this.#particles(this.#now);
    weighParticles(particles, y, weights);
    let isUp = 0;
    let variance = 0;
    for (let k = 0; k < weights.length; k += 1) {
      const weight = weights[k] as number;
      if ((particles.drifts[k] as number) > 0) isUp += weight;
      variance += weight * (particles.variances[k] as number);
    }
    return { isUp, variance };
  }

  #keep(): void {
    const survivors = this.#survivors;
    const from = this.#now.values;
    const to = this.#next.values;
    const logs = this.#places;
    const variances = 2 * logs;
    for (let k = 0; k < survivors.length; k += 1) {
      const survivor = survivors[k] as number;
      to[k] = from[survivor] as number;
      to[logs + k] = from[logs + survivor] as number;
      to[variances + k] = from[variances + survivor] as number;
    }
    const last = this.#now;
    this.#now = this.#next;
    this.#next = last;
  }

  #particles({ values }: KernelFloats): Particles {
    const list = (which: number) => values.subarray(which * this.#places, which * this.#places + this.#count);
    return { drifts: list(0), logs: list(1), variances: list(2) };
  }
}

/** Three lists: an endless drift is never near a value. */
function noParticles(places: number): KernelFloats {
  const lists = new KernelFloats(3 * places);
  lists.values.fill(Infinity, 0, places);
  return lists;
}

/** Drift, log variance and variance of each particle, in units of the scaled return. */
export interface Particles {
  readonly drifts: Float64Array;
  readonly logs: Float64Array;
  readonly variances: Float64Array;
}

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

/**
 * Writes indices of the survivors: as many as there are weights, evenly spaced over their running sum from `u`.
 * `total` is the sum of all weights.
 */
export function systematicResample(
  weights: Readonly<Float64Array>,
  total: number,
  u: number,
  survivors: Int32Array,
): void {
  const count = weights.length;
  const perWeight = count / total;
  const last = count - 1;
  let sum = 0;
  let from = 0;
  survivors.fill(0);
  // Each index is written where its survivors begin, over those before it that have none, and then spread from
  // there: nothing is decided whose outcome a processor could not foresee.
  for (let index = 0; index < count; index += 1) {
    if (from <= last) survivors[from] = index;
    sum += weights[index] as number;
    from = Math.ceil(sum * perWeight - u) | 0;
  }
  let survivor = 0;
  for (let k = 0; k < count; k += 1) {
    survivor = Math.max(survivor, survivors[k] as number);
    survivors[k] = survivor;
  }
}
