import { wholeNumber } from './checked-numbers.ts';

/**
 * Backward differences of a series as of its newest value: the newest itself, its step, the step of the
 * steps and so on up to `orders`. NaN where too few values were seen.
 */
export class BackwardDifferences {
  readonly #table: Float64Array;

  constructor(orders: number) {
    this.#table = new Float64Array(wholeNumber('orders', orders) + 1).fill(NaN);
  }

  /** Whether the highest order exists. */
  get isFull(): boolean {
    return Number.isFinite(this.#table[this.#table.length - 1]);
  }

  /** The difference of an order; order 0 is the newest value. */
  at(order: number): number {
    return this.#table[order] ?? NaN;
  }

  push(value: number): void {
    let difference = value;
    for (let order = 0; order < this.#table.length; order += 1) {
      const before = this.#table[order] as number;
      this.#table[order] = difference;
      difference -= before;
    }
  }

  /** The polynomial through the newest values, `steps` ahead, less the newest value itself. */
  extrapolated(steps: number): number {
    let sum = 0;
    let weight = 1;
    for (let order = 1; order < this.#table.length; order += 1) {
      weight *= (steps + order - 1) / order;
      sum += weight * (this.#table[order] as number);
    }
    return sum;
  }
}
