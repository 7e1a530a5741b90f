import { wholeNumber } from './checked-numbers.ts';
import { logGamma } from './gamma-function.ts';
import { KernelFloats } from './simd/kernel-memory.ts';
import { keepLikely, KEPT, LEAST, RUNS_TOGETHER, SUM, weighRuns } from './simd/run-length-kernel.ts';

const FLOAT_BYTES = 8;
/** Of numbers of a run. */
const LISTS = 5;
/** Beside the lists. */
const NUMBERS = 7;

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
  /** Places of a list: a multiple of the runs that are weighed together. */
  readonly #places: number;
  /**
   * One place for each run still believed in, the longest first: their lengths, weights, means, rates and factors,
   * which are `Gamma(a + 1/2) / Gamma(a)` and turn into `a / itself` as `a` grows by a half.
   */
  readonly #lists: KernelFloats;
  /** A value, strength and shape of the prior, what the weights in the list are to be multiplied by, and their sum. */
  readonly #numbers: KernelFloats;
  #scale = 1;
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
    // One is for a new run.
    this.#places = RUNS_TOGETHER * Math.ceil((most + 1) / RUNS_TOGETHER);
    this.#lists = new KernelFloats(LISTS * this.#places);
    this.#numbers = new KernelFloats(NUMBERS);
    this.#numbers.values.set([0, prior.strength, prior.shape]);
    this.#freshFactor = Math.exp(logGamma(prior.shape + 0.5) - logGamma(prior.shape));
    // What stands behind the runs is weighed with them and has to stay a number.
    while (this.#count < this.#places) this.#begin(0);
    this.#count = 0;
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
    return sum * this.#scale;
  }

  /** Probability that the run is not longer than `length`. */
  shareUpTo(length: number): number {
    const { values } = this.#lists;
    let sum = 0;
    for (let i = this.#count - 1; i >= 0 && (values[i] as number) <= length; i -= 1) {
      sum += values[this.#places + i] as number;
    }
    return Math.min(1, sum * this.#scale);
  }

  /** Probability of exactly this length. */
  probability(length: number): number {
    const { values } = this.#lists;
    const place = values.subarray(0, this.#count).indexOf(length);
    return place < 0 ? 0 : (values[this.#places + place] as number) * this.#scale;
  }

  push(value: number): void {
    const total = this.#grow(value);
    if (total > 0) {
      const share = (1 - this.#hazard) / total;
      const kept = this.#forget(share);
      this.#begin(this.#hazard / share);
      this.#scale = share / (kept * share + this.#hazard);
      return;
    }
    // A value nothing foretold: all that is left is a new run.
    this.#count = 0;
    this.#scale = 1;
    this.#begin(1);
  }

  /** Weighs every run by how well it foretold the value and takes the value in; answers the sum of weights. */
  #grow(value: number): number {
    const numbers = this.#numbers.values;
    numbers[0] = value;
    numbers[3] = this.#scale;
    const weighed = RUNS_TOGETHER * Math.ceil(this.#count / RUNS_TOGETHER);
    const { values } = this.#lists;
    for (let i = this.#count; i < weighed; i += 1) values[this.#places + i] = 0;
    weighRuns(this.#lists.address, FLOAT_BYTES * this.#places, this.#numbers.address, FLOAT_BYTES * weighed);
    return numbers[SUM] as number;
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

  /** Gives up runs whose share of the weights is not likely any more; answers the sum of the other weights. */
  #forget(share: number): number {
    const numbers = this.#numbers.values;
    const lowest = Math.min(numbers[LEAST] as number, numbers[LEAST + 1] as number);
    const prune = this.#prune / share;
    if (lowest >= prune && this.#count < this.#most) return numbers[SUM] as number;
    // Never more than `most`: what is as unlikely as the least likely goes with it.
    numbers[LEAST] = lowest > prune ? lowest * (1 + Number.EPSILON) : prune;
    const { address } = this.#lists;
    keepLikely(address, FLOAT_BYTES * this.#places, this.#numbers.address, FLOAT_BYTES * this.#count);
    this.#count = (numbers[KEPT] as number) / FLOAT_BYTES;
    return numbers[SUM] as number;
  }
}
