import { regularizedBeta } from './beta-function.ts';
import { positive } from './checked-numbers.ts';

const TINY = 1e-12;

/**
 * What is believed of a rate of arrivals: a gamma law that forgets by a factor `memory` with every bucket
 * of time. What comes next then follows a negative binomial law.
 *
 * Source: Gelman et al. (1995), Bayesian Data Analysis, section 2.7; discounting as in West & Harrison.
 */
export class ArrivalRate {
  readonly #memory: number;
  #arrivals: number;
  #seconds: number;

  constructor(arrivals: number, seconds: number, memory: number) {
    this.#arrivals = positive('arrivals', arrivals);
    this.#seconds = positive('seconds', seconds);
    this.#memory = memory;
  }

  /** Arrivals a second. */
  get rate(): number {
    return this.#arrivals / this.#seconds;
  }

  observe(count: number, seconds: number): void {
    this.#arrivals = this.#memory * this.#arrivals + count;
    this.#seconds = this.#memory * this.#seconds + seconds;
  }

  /** Sees `buckets` empty buckets of `seconds` each at once. */
  pass(buckets: number, seconds: number): void {
    const left = this.#memory ** buckets;
    const weight = this.#memory === 1 ? buckets : (1 - left) / (1 - this.#memory);
    this.#arrivals *= left;
    this.#seconds = left * this.#seconds + weight * seconds;
  }

  /** Probability of at least `count` arrivals in the next `seconds`. */
  atLeast(count: number, seconds: number): number {
    if (count === 0) return 1;
    if (!(this.#arrivals > TINY)) return 0;
    return regularizedBeta(seconds / (this.#seconds + seconds), count, this.#arrivals);
  }

  /** Answers, later, the probability now of at most `count` arrivals in the next `seconds`. */
  tailOf(count: number, seconds: number): () => number {
    const arrivals = this.#arrivals;
    const share = this.#seconds / (this.#seconds + seconds);
    return () => (arrivals > TINY ? regularizedBeta(share, arrivals, count + 1) : 1);
  }
}
