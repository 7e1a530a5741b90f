import { wholeNumber } from './checked-numbers.ts';
import { logGamma } from './gamma-function.ts';
import { KernelFloats } from './simd/kernel-memory.ts';
import { weighRuns } from './simd/run-length-kernel.ts';

const FLOAT_BYTES = 8;
/** Of numbers of a run. */
const LISTS = 5;

/** What is believed of a run before its first value: a normal-gamma prior of mean and precision. */
export interface RunPrior {
  readonly mean: number;
  /** Values the mean counts for. */
  readonly strength: number;
  readonly shape: number;
  readonly rate: number;
}

/**
 * How long mean and variance of a stream have been what they are: a distribution over the length of the
 * run, moved on exactly with each value. Lengths less likely than `prune` are given up, and the least
 * likely ones where more than `most` are left.
 *
 * Source: Adams & MacKay (2007), Bayesian Online Changepoint Detection.
 */
export class RunLengths {
  readonly #prior: RunPrior;
  readonly #hazard: number;
  readonly #prune: number;
  readonly #most: number;
  readonly #freshFactor: number;
  /** Places of a list: an even number. */
  readonly #places: number;
  /**
   * One place for each run still believed in, the longest first: their lengths, weights, means, rates and factors,
   * which are `Gamma(a + 1/2) / Gamma(a)` and turn into `a / itself` as `a` grows by a half.
   */
  readonly #lists: KernelFloats;
  /** A value, strength and shape of the prior, a sum. */
  readonly #numbers: KernelFloats;
  #count = 0;

  /** `hazard` is the probability of a change with any value. */
  constructor(
    prior: RunPrior,
    hazard: number,
    { most, prune }: { readonly most: number; readonly prune: number },
  ) {
    if (!(hazard > 0) || !(hazard < 1)) throw new RangeError(`a hazard must lie in 0 to 1, was ${hazard}`);
    this.#prior = prior;
    this.#hazard = hazard;
    this.#prune = prune;
    this.#most = wholeNumber('most', most, 2);
    // One for a new run, and one for what stands behind an odd number of them.
    this.#places = most + 2 + (most % 2);
    this.#lists = new KernelFloats(LISTS * this.#places);
    this.#numbers = new KernelFloats(4);
    this.#numbers.values.set([0, prior.strength, prior.shape]);
    this.#freshFactor = Math.exp(logGamma(prior.shape + 0.5) - logGamma(prior.shape));
    this.#begin(1);
  }

  /** Lengths still believed in. */
  get count(): number {
    return this.#count;
  }

  /** Mean of the distribution. */
  get expectedLength(): number {
    const { values } = this.#lists;
    let sum = 0;
    for (let i = 0; i < this.#count; i += 1)
      sum += (values[i] as number) * (values[this.#places + i] as number);
    return sum;
  }

  /** Probability that the run is not longer than `length`. */
  shareUpTo(length: number): number {
    const { values } = this.#lists;
    let sum = 0;
    for (let i = this.#count - 1; i >= 0 && (values[i] as number) <= length; i -= 1) {
      sum += values[this.#places + i] as number;
    }
    return Math.min(1, sum);
  }

  /** Probability of exactly this length. */
  probability(length: number): number {
    const { values } = this.#lists;
    const place = values.subarray(0, this.#count).indexOf(length);
    return place < 0 ? 0 : (values[this.#places + place] as number);
  }

  push(value: number): void {
    const total = this.#grow(value);
    if (total > 0) {
      const kept = this.#forget((1 - this.#hazard) / total);
      this.#begin(this.#hazard);
      this.#normalize(kept + this.#hazard);
      return;
    }
    // A value nothing foretold: all that is left is a new run.
    this.#count = 0;
    this.#begin(1);
  }

  /** Weighs every run by how well it foretold the value and takes the value in; answers the sum of weights. */
  #grow(value: number): number {
    if (this.#count % 2 !== 0) {
      this.#begin(0);
      this.#count -= 1;
    }
    const numbers = this.#numbers.values;
    numbers[0] = value;
    const bytes = FLOAT_BYTES * (this.#count + (this.#count % 2));
    weighRuns(this.#lists.address, FLOAT_BYTES * this.#places, this.#numbers.address, bytes);
    return numbers[3] as number;
  }

  /** A run without a value, behind all others. */
  #begin(weight: number): void {
    const { values } = this.#lists;
    const places = this.#places;
    const at = this.#count;
    values[at] = 0;
    values[places + at] = weight;
    values[2 * places + at] = this.#prior.mean;
    values[3 * places + at] = this.#prior.rate;
    values[4 * places + at] = this.#freshFactor;
    this.#count += 1;
  }

  /** Multiplies the weights and gives up runs that are not likely any more; answers the sum of the other weights. */
  #forget(factor: number): number {
    const weights = this.#lists.values.subarray(this.#places, this.#places + this.#count);
    let lowest = Infinity;
    for (let i = 0; i < weights.length; i += 1) {
      const weight = (weights[i] as number) * factor;
      weights[i] = weight;
      if (weight < lowest) lowest = weight;
    }
    const least = weights.length >= this.#most ? Math.max(this.#prune, lowest) : this.#prune;
    let kept = 0;
    let sum = 0;
    for (let i = 0; i < weights.length; i += 1) {
      const weight = weights[i] as number;
      // Never more than `most`: what is as unlikely as the least likely goes with it.
      if (weight < this.#prune || (least > this.#prune && weight <= least)) continue;
      if (kept !== i) this.#move(i, kept);
      kept += 1;
      sum += weight;
    }
    this.#count = kept;
    return sum;
  }

  #normalize(sum: number): void {
    const weights = this.#lists.values.subarray(this.#places, this.#places + this.#count);
    const share = 1 / sum;
    for (let i = 0; i < weights.length; i += 1) weights[i] = (weights[i] as number) * share;
  }

  #move(from: number, to: number): void {
    const { values } = this.#lists;
    const end = LISTS * this.#places;
    for (let list = 0; list < end; list += this.#places) values[list + to] = values[list + from] as number;
  }
}
