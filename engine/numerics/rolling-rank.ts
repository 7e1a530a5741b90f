import { SortedWindow } from './sorted-window.ts';

/**
 * Place of the newest value among the last `length` values, itself counted: the share that lies strictly
 * below it plus half the share equal to it. From 0 to 1.
 */
export class RollingRank {
  readonly #window: SortedWindow;
  #rank = NaN;

  constructor(length: number) {
    this.#window = new SortedWindow(length);
  }

  get count(): number {
    return this.#window.count;
  }

  get isFull(): boolean {
    return this.#window.isFull;
  }

  /** Rank of the value pushed last among those held; NaN before the first. */
  get rank(): number {
    return this.#rank;
  }

  push(value: number): void {
    const window = this.#window;
    window.push(value);
    const below = window.countBelow(value);
    this.#rank = (below + (window.countNotAbove(value) - below) / 2) / window.count;
  }
}
