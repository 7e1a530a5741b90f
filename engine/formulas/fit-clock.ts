import { wholeNumber } from '../numerics/checked-numbers.ts';

/** Says when a fit is due: with the `first` input, and then with every `every`-th. */
export class FitClock {
  readonly #every: number;
  #left: number;

  constructor(first: number, every: number) {
    this.#left = wholeNumber('the inputs before the first fit', first);
    this.#every = wholeNumber('a refit interval', every);
  }

  /** Counts an input. */
  tick(): void {
    this.#left -= 1;
  }

  /** Whether a fit is due, said once. */
  takeDue(): boolean {
    if (this.#left > 0) return false;
    this.#left = this.#every;
    return true;
  }
}
