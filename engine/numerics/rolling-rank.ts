import { SortedWindow } from './sorted-window.ts';

/** Values closer than this share of themselves are one: they differ by the rounding of sums alone. */
const SAME = 1e-12;

/**
 * Place of the newest value among the last `length` values, itself counted: the share that lies strictly
 * below it plus half the share equal to it. From 0 to 1. Values that differ by rounding alone are equal.
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
    this.#window.push(value);
    this.#rank = rankAmong(this.#window, value);
  }
}

/** Place of a value among those of a window, itself counted, as {@link RollingRank} has it. */
export function rankAmong(
  window: Pick<SortedWindow, 'count' | 'countBelow' | 'countNotAbove'>,
  value: number,
): number {
  const slack = SAME * Math.abs(value);
  const below = window.countBelow(value - slack);
  return (below + (window.countNotAbove(value + slack) - below) / 2) / window.count;
}
