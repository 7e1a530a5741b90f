import { nthLargest } from './nth-largest.ts';

/** How far the middle may have moved for the values around it to be enough, as a share of itself. */
const NEAR = 0.1;

/**
 * The two values in the middle of lists of sizes, none below 0, of one length; both are the same where their number is
 * odd. The middle of a list much like the one before is found among the few values near that one's.
 */
export class MiddleValues {
  /** To be filled in before {@link find}, which may put them into another order. */
  readonly values: Float64Array;
  lower = NaN;
  upper = NaN;
  readonly #near: Float64Array;
  /** How many values are near. */
  #count = 0;

  /** For lists of `length` values. */
  constructor(length: number) {
    this.values = new Float64Array(length);
    this.#near = new Float64Array(length + 1);
  }

  find(): void {
    const { length } = this.values;
    const last = length >> 1;
    const first = length % 2 === 0 ? last - 1 : last;
    const below = this.#gather();
    if (below <= first && last < below + this.#count) {
      sortFew(this.#near, this.#count);
      this.lower = this.#near[first - below] as number;
      this.upper = this.#near[last - below] as number;
      return;
    }
    this.upper = nthLargest(this.values, length - last);
    this.lower = this.upper;
    // Those below the upper one stand before it now.
    if (first < last) this.lower = largestOf(this.values, last);
  }

  /** Gathers the values near the last middle; answers how many are smaller. */
  #gather(): number {
    const { values } = this;
    const near = this.#near;
    const least = this.lower * (1 - NEAR);
    const most = this.upper * (1 + NEAR);
    let below = 0;
    let count = 0;
    // Written in any case: which values are near cannot be foretold.
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] as number;
      near[count] = value;
      below += Number(value < least);
      count += Number(value >= least) & Number(value <= most);
    }
    this.#count = count;
    return below;
  }
}

function largestOf(values: Float64Array, count: number): number {
  let largest = 0;
  for (let i = 0; i < count; i += 1) largest = Math.max(largest, values[i] as number);
  return largest;
}

function sortFew(values: Float64Array, count: number): void {
  for (let from = 1; from < count; from += 1) {
    const value = values[from] as number;
    let at = from;
    while (at > 0 && (values[at - 1] as number) > value) {
      values[at] = values[at - 1] as number;
      at -= 1;
    }
    values[at] = value;
  }
}
