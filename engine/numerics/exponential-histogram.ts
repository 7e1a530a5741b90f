import { wholeNumber } from './checked-numbers.ts';

/** Values taken together: how many, their sum, and the sum of their squares. */
export interface Bucket {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

/**
 * A window of any length in few numbers: buckets of 1, 2, 4, … values, at most `perRow` of each size. One
 * more, and the two oldest of a size become one of the next.
 *
 * Source: Datar, Gionis, Indyk & Motwani (2002), SIAM Journal on Computing 31(6).
 */
export class ExponentialHistogram {
  readonly #perRow: number;
  /** Oldest first; sizes never grow towards the newer. */
  readonly #buckets: Bucket[] = [];
  #count = 0;
  #sum = 0;
  #squares = 0;

  constructor(perRow: number) {
    this.#perRow = wholeNumber('perRow', perRow, 2);
  }

  /** Values in the window. */
  get count(): number {
    return this.#count;
  }

  get sum(): number {
    return this.#sum;
  }

  /** Sum of the squares of the values. */
  get squares(): number {
    return this.#squares;
  }

  push(value: number): void {
    this.#take({ count: 1, sum: value, squares: value * value }, 1);
    this.#buckets.push({ count: 1, sum: value, squares: value * value });
    for (let size = 1; this.#mergeOldest(size); size *= 2);
  }

  /** Lets the oldest bucket go. */
  dropOldest(): void {
    const oldest = this.#buckets.shift();
    if (oldest !== undefined) this.#take(oldest, -1);
  }

  /** At every edge between buckets, oldest first: all values before it. */
  splits(): Bucket[] {
    let before: Bucket = { count: 0, sum: 0, squares: 0 };
    return this.#buckets.slice(0, -1).map((bucket) => (before = together(before, bucket)));
  }

  /** Makes one bucket of the two oldest of a size when there are too many; whether there were. */
  #mergeOldest(size: number): boolean {
    const first = this.#buckets.findIndex(({ count }) => count === size);
    const held = this.#buckets.reduce((sum, { count }) => sum + Number(count === size), 0);
    if (held <= this.#perRow) return false;
    const [older, newer] = this.#buckets.slice(first, first + 2) as [Bucket, Bucket];
    this.#buckets.splice(first, 2, together(older, newer));
    return true;
  }

  #take({ count, squares, sum }: Bucket, sign: 1 | -1): void {
    this.#count += sign * count;
    this.#sum += sign * sum;
    this.#squares += sign * squares;
  }
}

function together(a: Bucket, b: Bucket): Bucket {
  return { count: a.count + b.count, sum: a.sum + b.sum, squares: a.squares + b.squares };
}
