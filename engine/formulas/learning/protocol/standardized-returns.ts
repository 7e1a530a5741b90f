import { clip } from '../../../numerics/clip.ts';
import { CloseReturns } from '../../close-returns.ts';

const MEMORY = 0.97;
const LARGEST = 5;
const STILL = 1e-12;

/**
 * Log returns from close to close in units of their volatility, from -5 to 5. The volatility is the root of
 * an exponential mean of squared returns with weight 0.03 on the newest, begun at the first.
 */
export class StandardizedReturns {
  readonly #returns = new CloseReturns();
  #variance = NaN;
  #logReturn = NaN;

  /** The newest log return itself; NaN before the second close. */
  get logReturn(): number {
    return this.#logReturn;
  }

  /** Volatility of one bar with the newest return in it; NaN before the second close. */
  get volatility(): number {
    return Math.sqrt(this.#variance);
  }

  /** The return up to this close; NaN at the first, and while prices stand still. */
  next(close: number): number {
    this.#logReturn = this.#returns.next(close);
    if (!Number.isFinite(this.#logReturn)) return NaN;
    const square = this.#logReturn ** 2;
    this.#variance = Number.isNaN(this.#variance) ? square : MEMORY * this.#variance + (1 - MEMORY) * square;
    const { volatility } = this;
    return volatility > STILL ? clip(this.#logReturn / volatility, -LARGEST, LARGEST) : NaN;
  }
}
