import { betaQuantile, regularizedBeta } from './beta-function.ts';
import type { Interval } from './wilson.ts';

/** What is believed of a probability, such as a win rate, after counting: a Beta(alpha, beta) distribution. */
export class BetaPosterior {
  readonly alpha: number;
  readonly beta: number;

  /** @throws {RangeError} unless both are above zero. */
  constructor(alpha: number, beta: number) {
    if (!(alpha > 0) || !(beta > 0))
      throw new RangeError(`alpha and beta must be above zero, was ${alpha}, ${beta}`);
    this.alpha = alpha;
    this.beta = beta;
  }

  /** The belief after some more hits and misses. */
  after(hits: number, misses: number): BetaPosterior {
    return new BetaPosterior(this.alpha + hits, this.beta + misses);
  }

  get mean(): number {
    return this.alpha / (this.alpha + this.beta);
  }

  /** The likeliest value; undefined where the density has no single peak inside. */
  get mode(): number | undefined {
    return this.alpha > 1 && this.beta > 1 ? (this.alpha - 1) / (this.alpha + this.beta - 2) : undefined;
  }

  get standardDeviation(): number {
    const total = this.alpha + this.beta;
    return Math.sqrt((this.alpha * this.beta) / (total * total * (total + 1)));
  }

  /** Equal probability left out on either side. */
  credible(confidence = 0.95): Interval {
    const tail = (1 - confidence) / 2;
    return {
      low: betaQuantile(tail, this.alpha, this.beta),
      high: betaQuantile(1 - tail, this.alpha, this.beta),
    };
  }

  /** Probability that the true value is above `x`. */
  probabilityAbove(x: number): number {
    return 1 - regularizedBeta(x, this.alpha, this.beta);
  }
}
