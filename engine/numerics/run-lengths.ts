import { wholeNumber } from './checked-numbers.ts';
import { logGamma } from './gamma-function.ts';

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
  // One place per run still believed in, the shortest first.
  readonly #lengths: Float64Array;
  readonly #weights: Float64Array;
  readonly #means: Float64Array;
  readonly #rates: Float64Array;
  /** `Gamma(a + 1/2) / Gamma(a)` of each run, which turns into `a / itself` as `a` grows by a half. */
  readonly #factors: Float64Array;
  #count = 1;

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
    const places = most + 1;
    this.#lengths = new Float64Array(places);
    this.#weights = new Float64Array(places);
    this.#means = new Float64Array(places);
    this.#rates = new Float64Array(places);
    this.#factors = new Float64Array(places);
    this.#freshFactor = Math.exp(logGamma(prior.shape + 0.5) - logGamma(prior.shape));
    this.#begin();
    this.#weights[0] = 1;
  }

  /** Lengths still believed in. */
  get count(): number {
    return this.#count;
  }

  /** Mean of the distribution. */
  get expectedLength(): number {
    let sum = 0;
    for (let i = 0; i < this.#count; i += 1) {
      sum += (this.#lengths[i] as number) * (this.#weights[i] as number);
    }
    return sum;
  }

  /** Probability that the run is not longer than `length`. */
  shareUpTo(length: number): number {
    let sum = 0;
    for (let i = 0; i < this.#count && (this.#lengths[i] as number) <= length; i += 1) {
      sum += this.#weights[i] as number;
    }
    return Math.min(1, sum);
  }

  /** Probability of exactly this length. */
  probability(length: number): number {
    const place = this.#lengths.subarray(0, this.#count).indexOf(length);
    return place < 0 ? 0 : (this.#weights[place] as number);
  }

  push(value: number): void {
    const total = this.#grow(value);
    this.#shift();
    this.#begin();
    this.#weights[0] = total * this.#hazard;
    this.#normalize(total);
    this.#forget();
  }

  /** Weighs every run by how well it foretold the value and takes the value in; answers the sum of weights. */
  #grow(value: number): number {
    const { shape, strength } = this.#prior;
    const factors = this.#factors;
    const lengths = this.#lengths;
    const means = this.#means;
    const rates = this.#rates;
    const weights = this.#weights;
    const count = this.#count;
    let total = 0;
    for (let i = 0; i < count; i += 1) {
      const length = lengths[i] as number;
      const a = shape + length / 2;
      const k = strength + length;
      const rate = rates[i] as number;
      const off = value - (means[i] as number);
      const gained = (k * off * off) / (2 * (k + 1));
      const factor = factors[i] as number;
      // Student's density with 2a degrees of freedom; the constant sqrt(2 pi) falls out as weights are normalized.
      const density =
        factor * Math.sqrt(k / (rate * (k + 1))) * Math.exp(-(a + 0.5) * Math.log(1 + gained / rate));
      const weight = (weights[i] as number) * density;
      weights[i] = weight;
      total += weight;
      means[i] = (means[i] as number) + off / (k + 1);
      rates[i] = rate + gained;
      factors[i] = a / factor;
      lengths[i] = length + 1;
    }
    return total;
  }

  #shift(): void {
    for (const each of [this.#lengths, this.#weights, this.#means, this.#rates, this.#factors]) {
      each.copyWithin(1, 0, this.#count);
    }
    this.#count += 1;
  }

  #begin(): void {
    this.#lengths[0] = 0;
    this.#means[0] = this.#prior.mean;
    this.#rates[0] = this.#prior.rate;
    this.#factors[0] = this.#freshFactor;
  }

  #normalize(total: number): void {
    // A value nothing foretold: all that is left is a new run.
    if (!(total > 0)) {
      this.#count = 1;
      this.#weights[0] = 1;
      return;
    }
    for (let i = 1; i < this.#count; i += 1) {
      this.#weights[i] = ((this.#weights[i] as number) * (1 - this.#hazard)) / total;
    }
    this.#weights[0] = this.#hazard;
  }

  #forget(): void {
    const least = this.#count > this.#most ? Math.max(this.#prune, this.#leastWeight()) : this.#prune;
    let kept = 1;
    let sum = this.#weights[0] as number;
    for (let i = 1; i < this.#count; i += 1) {
      const weight = this.#weights[i] as number;
      // Never more than `most`: what is as unlikely as the least likely goes with it.
      if (weight < this.#prune || (least > this.#prune && weight <= least)) continue;
      if (kept !== i) this.#move(i, kept);
      kept += 1;
      sum += weight;
    }
    this.#count = kept;
    for (let i = 0; i < kept; i += 1) this.#weights[i] = (this.#weights[i] as number) / sum;
  }

  #leastWeight(): number {
    let least = Infinity;
    for (let i = 1; i < this.#count; i += 1) least = Math.min(least, this.#weights[i] as number);
    return least;
  }

  #move(from: number, to: number): void {
    this.#lengths[to] = this.#lengths[from] as number;
    this.#weights[to] = this.#weights[from] as number;
    this.#means[to] = this.#means[from] as number;
    this.#rates[to] = this.#rates[from] as number;
    this.#factors[to] = this.#factors[from] as number;
  }
}
