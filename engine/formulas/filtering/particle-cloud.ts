import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { Mulberry32, roomForNormals } from '../../numerics/mulberry32.ts';
import { KernelFloats } from '../../numerics/simd/kernel-memory.ts';
import { copySurvivors, SPARE_SURVIVORS } from '../../numerics/simd/resample-kernel.ts';
import { moveParticles, PARTICLE_NUMBERS, PARTICLES_TOGETHER } from '../../numerics/simd/particle-kernel.ts';

const FLOAT_BYTES = 8;
/** What is summed while particles are moved. */
const SUMS = 3;
/** Behind it: how many places there are to the sum of the weights, and how far the first is put off. */
const SPACING = PARTICLE_NUMBERS + SUMS;

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
  /** Zeros, and room for who survives. */
  readonly #survivors: KernelFloats;

  constructor({ N, pd, ph, sd, seed, sh }: CloudParams) {
    this.#count = wholeNumber('N', N);
    this.#places = PARTICLES_TOGETHER * Math.ceil(N / PARTICLES_TOGETHER);
    this.#random = new Mulberry32(seed);
    this.#now = noParticles(this.#places);
    this.#next = noParticles(this.#places);
    this.#steps = new KernelFloats(roomForNormals(2 * this.#places));
    this.#weights = new KernelFloats(this.#places);
    this.#numbers = new KernelFloats(SPACING + 2);
    this.#numbers.values.set([pd, sd, ph, sh]);
    this.#survivors = new KernelFloats(Math.ceil((N + SPARE_SURVIVORS) / 2));
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
    let total = numbers[PARTICLE_NUMBERS] as number;
    let isUp = (numbers[PARTICLE_NUMBERS + 1] as number) / total;
    let variance = (numbers[PARTICLE_NUMBERS + 2] as number) / total;
    if (!(total > FAINT)) {
      ({ isUp, variance } = this.#weighFaintly(y));
      total = 1;
    }
    numbers[SPACING] = this.#count / total;
    numbers[SPACING + 1] = this.#random.uniform();
    this.#resample();
    return { isUp: Math.min(1, isUp), volatility: Math.sqrt(variance) };
  }

  /** The shares of weights so small that each has to be worked out alone. */
  #weighFaintly(y: number) {
    const particles = this.#particles(this.#now);
    const weights = this.#weights.values.subarray(0, this.#count);
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

  /** Systematically: places are evenly spaced over the running sum of the weights, and one number puts all off. */
  #resample(): void {
    const last = this.#now;
    copySurvivors(
      this.#weights.address,
      FLOAT_BYTES * this.#count,
      this.#numbers.address + FLOAT_BYTES * SPACING,
      this.#survivors.address,
      last.address,
      this.#next.address,
      FLOAT_BYTES * this.#places,
    );
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
