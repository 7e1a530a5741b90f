import { notNegative } from '../../numerics/checked-numbers.ts';

/** Differences this small a share of the price are left over by rounding. */
const ROUNDING = 1e-9;

/** The tick of an instrument: the given one, or with 0 the smallest difference of prices seen so far. */
export class ObservedTick {
  #size: number;
  readonly #isGiven: boolean;
  #before = NaN;

  /** @throws {RangeError} when `given` is not finite or below zero. */
  constructor(given: number) {
    this.#isGiven = notNegative('tick', given) > 0;
    this.#size = this.#isGiven ? given : Infinity;
  }

  /** In quote units; Infinity until two prices differed. */
  get size(): number {
    return this.#size;
  }

  /** Takes in the best bid and ask. */
  push(bid: number, ask: number): void {
    if (this.#isGiven) return;
    this.#compare(ask - bid, ask);
    this.#compare(Math.abs(bid - this.#before), bid);
    this.#before = bid;
  }

  /** Takes in a traded price; an instance takes in either prices or quotes. */
  pushPrice(price: number): void {
    if (this.#isGiven) return;
    this.#compare(Math.abs(price - this.#before), price);
    this.#before = price;
  }

  #compare(difference: number, price: number): void {
    if (difference > ROUNDING * price && difference < this.#size) this.#size = difference;
  }
}
