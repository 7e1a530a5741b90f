import type { ParentOrder } from '../step-contents.ts';

/** What a run remembers of the order that is being worked in slices. Sizes in base units, times in ms. */
export class WorkedOrder {
  #size = NaN;
  #filled = 0;
  #startedAt = NaN;

  /** Whether any order was told of. */
  get isKnown(): boolean {
    return !Number.isNaN(this.#size);
  }

  get size(): number {
    return this.#size;
  }

  get filled(): number {
    return this.#filled;
  }

  get startedAt(): number {
    return this.#startedAt;
  }

  /** What is left to fill; never below zero. */
  get remaining(): number {
    return Math.max(0, this.#size - this.#filled);
  }

  /** Seconds since it began; never below zero. */
  secondsAt(time: number): number {
    return Math.max(0, (time - this.#startedAt) / 1000);
  }

  /** A child size as a share of the whole order; 0 of an order of nothing. */
  shareOf(child: number): number {
    return this.#size > 0 ? Math.min(1, child / this.#size) : 0;
  }

  /** Takes in what is told of an order; answers whether it is another one than before. */
  told({ filledBase, sizeBase, startedAt }: ParentOrder): boolean {
    const isOther = startedAt !== this.#startedAt || sizeBase !== this.#size || filledBase < this.#filled;
    this.#size = sizeBase;
    this.#filled = filledBase;
    this.#startedAt = startedAt;
    return isOther;
  }
}
