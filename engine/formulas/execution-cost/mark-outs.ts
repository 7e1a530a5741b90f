import { TimedSum } from '../../numerics/timed-sum.ts';
import type { TapeStep } from '../formula.ts';

interface Pending {
  readonly time: number;
  readonly sign: number;
  readonly price: number;
  readonly mid: number;
  readonly size: number;
}

/**
 * What trades of the last seconds earned the makers on their other side: how much worse than the mid takers
 * dealt, and how far the mid went on with them within `delaySec`. A trade counts only when that time is
 * over. Size-weighted means in bps of the mid before the trade, each for half a spread.
 */
export class MarkOuts {
  readonly #delayMs: number;
  readonly #sizes: TimedSum;
  readonly #effective: TimedSum;
  readonly #impact: TimedSum;
  readonly #pending: Pending[] = [];
  #mid = 0;
  #size = 0;
  #paid = 0;
  #moved = 0;

  /** @throws {RangeError} when a length is not above zero. */
  constructor(delaySec: number, windowSec: number) {
    if (!(delaySec > 0)) throw new RangeError(`delay must be above 0 s, was ${delaySec}`);
    this.#delayMs = delaySec * 1000;
    this.#sizes = new TimedSum(windowSec * 1000);
    this.#effective = new TimedSum(windowSec * 1000);
    this.#impact = new TimedSum(windowSec * 1000);
  }

  /** Half of the effective spread; undefined while no trade counts. */
  get effectiveBps(): number | undefined {
    return this.#size > 0 ? this.#paid / this.#size : undefined;
  }

  /** How far the mid went the way of the takers; undefined while no trade counts. */
  get impactBps(): number | undefined {
    return this.#size > 0 ? this.#moved / this.#size : undefined;
  }

  push({ time, event, bid, ask, price, sizeBase, side }: TapeStep): void {
    // The mid that stood until now is the one that stood when the delay was over.
    this.#settle(time);
    this.#mid = (bid + ask) / 2;
    if (event === 'quote') return;
    this.#pending.push({ time, sign: side === 'buy' ? 1 : -1, price, mid: this.#mid, size: sizeBase });
  }

  #settle(now: number): void {
    let next = this.#pending[0];
    while (next !== undefined && next.time + this.#delayMs <= now) {
      const { mid, price, sign, size } = next;
      const perUnit = (size * sign * 10_000) / mid;
      const known = next.time + this.#delayMs;
      this.#size = this.#sizes.push(known, size);
      this.#paid = this.#effective.push(known, perUnit * (price - mid));
      this.#moved = this.#impact.push(known, perUnit * (this.#mid - mid));
      this.#pending.shift();
      next = this.#pending[0];
    }
  }
}
