import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';

/**
 * Pours bought and sold volume into buckets of equal size and averages how one-sided the last `count`
 * full ones were: 0 for as much bought as sold, 1 for all on one side. What does not fit into a bucket
 * goes on into the next, bought and sold in the same proportion.
 */
export class VolumeBuckets {
  readonly #count: number;
  readonly #imbalances: RollingSum;
  #bought = 0;
  #sold = 0;
  #mean: number | undefined;
  #lastImbalance: number | undefined;

  /** @throws {RangeError} when `count` is not a whole number of at least 1. */
  constructor(count: number) {
    this.#count = wholeNumber('n', count);
    this.#imbalances = new RollingSum(count);
  }

  /** Mean one-sidedness of the last full buckets, 0 to 1; undefined until `count` were filled. */
  get mean(): number | undefined {
    return this.#mean;
  }

  /** One-sidedness of the last full bucket. */
  get lastImbalance(): number | undefined {
    return this.#lastImbalance;
  }

  /**
   * Pours in a volume of which a part was bought. Tells `onFull` of the buckets it fills, but of no more
   * than the mean is made of.
   */
  pour(volume: number, boughtPart: number, bucketSize: number, onFull?: (imbalance: number) => void): void {
    let rest = volume;
    while (this.#bought + this.#sold + rest >= bucketSize) {
      const room = Math.max(0, bucketSize - this.#bought - this.#sold);
      this.#fill(room * boughtPart, room * (1 - boughtPart));
      this.#close(bucketSize, onFull);
      rest -= room;
      // Of more whole buckets than are remembered all but the last are forgotten at once.
      if (rest >= (this.#count + 1) * bucketSize) rest = this.#count * bucketSize + (rest % bucketSize);
    }
    this.#fill(rest * boughtPart, rest * (1 - boughtPart));
  }

  #fill(bought: number, sold: number): void {
    this.#bought += bought;
    this.#sold += sold;
  }

  #close(bucketSize: number, onFull: ((imbalance: number) => void) | undefined): void {
    const imbalance = Math.min(1, Math.abs(this.#bought - this.#sold) / bucketSize);
    const sum = this.#imbalances.push(imbalance);
    if (sum !== undefined) this.#mean = Math.min(1, Math.max(0, sum / this.#count));
    this.#lastImbalance = imbalance;
    this.#bought = 0;
    this.#sold = 0;
    onFull?.(imbalance);
  }
}
