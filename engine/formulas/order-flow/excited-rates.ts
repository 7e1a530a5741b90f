import { positive } from '../../numerics/checked-numbers.ts';
import type { Side } from '../../domain/order/side.ts';
import type { Branching } from './trade-excitation.ts';

/**
 * Rates at which buys and sells are expected when every trade makes others more likely for a while. The
 * rate without any is the mean of the two sides over windows of `windowSec` less what trades make of each
 * other; it is set at the end of each, and until the first has ended the trades so far make it.
 */
export class ExcitedRates {
  /** Settable: counts from the next question on. */
  branching: Branching;
  /** Trades taken in. */
  count = 0;
  readonly #beta: number;
  readonly #windowMs: number;
  #buys = 0;
  #sells = 0;
  #begin = NaN;
  #trades = 0;
  #mean = NaN;
  #last = NaN;

  /** `beta` is the decay per second. @throws {RangeError} unless it and `windowSec` are above zero. */
  constructor(beta: number, windowSec: number, branching: Branching) {
    this.#beta = positive('beta', beta);
    this.#windowMs = positive('refit', windowSec) * 1000;
    this.branching = branching;
  }

  /** Expected buys per second just after the last trade. */
  get buys(): number {
    return this.#base + this.branching.self * this.#buys + this.branching.cross * this.#sells;
  }

  /** Expected sells per second just after the last trade. */
  get sells(): number {
    return this.#base + this.branching.self * this.#sells + this.branching.cross * this.#buys;
  }

  /** From -1 to +1; none while neither is expected. */
  get imbalance(): number | undefined {
    const buys = this.buys;
    const sells = this.sells;
    return buys + sells > 1e-12 ? (buys - sells) / (buys + sells) : undefined;
  }

  /** Takes in a trade and answers whether it ended a window. */
  push(time: number, side: Side): boolean {
    if (this.count === 0) this.#begin = time;
    const kept = this.count === 0 ? 0 : Math.exp((-this.#beta * (time - this.#last)) / 1000);
    this.#buys = this.#buys * kept + (side === 'buy' ? this.#beta : 0);
    this.#sells = this.#sells * kept + (side === 'buy' ? 0 : this.#beta);
    const ends = time - this.#begin >= this.#windowMs;
    if (ends) {
      this.#mean = this.#trades / 2 / ((time - this.#begin) / 1000);
      this.#begin = time;
      this.#trades = 0;
    }
    this.#trades += 1;
    this.#last = time;
    this.count += 1;
    return ends;
  }

  get #base(): number {
    const elapsed = (this.#last - this.#begin) / 1000;
    const soFar = elapsed > 0 ? this.#trades / 2 / elapsed : 0;
    const mean = Number.isNaN(this.#mean) ? soFar : this.#mean;
    return mean * (1 - this.branching.self - this.branching.cross);
  }
}
