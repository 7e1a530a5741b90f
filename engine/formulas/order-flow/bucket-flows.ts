import { LevelFlows } from '../microstructure/level-flows.ts';

/**
 * Flow at each level of a book added up over an interval, in multiples of the mean size of a level in it:
 * the mean over updates and levels of half of what rests on both sides.
 */
export class BucketFlows {
  readonly #levels: LevelFlows;
  readonly #sums: Float64Array;
  #sizes = 0;
  #updates = 0;

  constructor(levels: number) {
    this.#levels = new LevelFlows(levels);
    this.#sums = new Float64Array(levels);
  }

  /** Takes in the next book. The first only gives the second something to be compared with. */
  push(bids: readonly number[], asks: readonly number[]): void {
    this.#levels.push(bids, asks);
    const { flows } = this.#levels;
    for (let level = 0; level < flows.length; level += 1) {
      this.#sums[level] = (this.#sums[level] as number) + (flows[level] as number);
      this.#sizes += ((bids[2 * level + 1] ?? 0) + (asks[2 * level + 1] ?? 0)) / 2;
    }
    this.#updates += 1;
  }

  /** The flows of the interval that ends, best level first, and begins the next; 0 where nothing rested. */
  take(): Float64Array {
    const meanSize = this.#sizes / (this.#updates * this.#sums.length);
    const flows = this.#sums.map((sum) => (meanSize > 0 ? sum / meanSize : 0));
    this.#sums.fill(0);
    this.#sizes = 0;
    this.#updates = 0;
    return flows;
  }
}
