import { wholeNumber } from '../numerics/checked-numbers.ts';

/** The larger part of a line in golden section: its multiples lie evenly between whole numbers (Weyl 1916). */
const GOLDEN = 0.6180339887498949;

/**
 * Inputs from the first computation of a formula to its second, 1 to `every`. All formulas start together:
 * what each computes at even intervals from then on would fall due with the same few bars.
 */
export const secondTurn = (formula: number, every: number): number =>
  1 + Math.floor(every * ((formula * GOLDEN) % 1));

/** When a formula computes what it does not compute with every input: with the first, and then at its own turns. */
export class Turns {
  readonly #every: number;
  #next: number;
  #left = 0;

  /** `formula` is the number of the formula that computes every `every` inputs. */
  constructor(formula: number, every: number) {
    this.#every = wholeNumber('a recompute interval', every);
    this.#next = secondTurn(formula, every);
  }

  /** Whether it is its turn with this input; asked once for each. */
  isDue(): boolean {
    const isDue = this.#left === 0;
    if (isDue) {
      this.#left = this.#next;
      this.#next = this.#every;
    }
    this.#left -= 1;
    return isDue;
  }
}
