/**
 * Remembers the best `levels` levels of a book and tells how much base size the next book added to its
 * buy side, level by level. Levels are matched by rank: the second best before with the second best now,
 * each as if it were the best quote. A level that is not there has no size beyond every price.
 *
 * Source: Xu, Gould & Howison (2018), Multi-Level Order-Flow Imbalance in a Limit Order Book, Market
 * Microstructure and Liquidity 4.
 */
export class LevelFlows {
  /** Net size added to the buy side at each level by the last book, best level first. */
  readonly flows: Float64Array;
  readonly #bids: Float64Array;
  readonly #asks: Float64Array;
  #hasBook = false;

  constructor(levels: number) {
    this.flows = new Float64Array(levels);
    this.#bids = new Float64Array(2 * levels);
    this.#asks = new Float64Array(2 * levels);
  }

  /** Takes in the next book; whether there was one before to compare it with. */
  push(bids: readonly number[], asks: readonly number[]): boolean {
    for (let level = 0; level < this.flows.length; level += 1) {
      const bought = sideFlow(this.#bids, bids, level, 1);
      const sold = sideFlow(this.#asks, asks, level, -1);
      this.flows[level] = this.#hasBook ? bought - sold : 0;
    }
    const hadBook = this.#hasBook;
    this.#hasBook = true;
    return hadBook;
  }
}

/** Size that came to a side at a level, less what left; keeps the new level. `better` is +1 for bids. */
function sideFlow(before: Float64Array, now: readonly number[], level: number, better: 1 | -1): number {
  const oldPrice = before[2 * level] ?? 0;
  const oldSize = before[2 * level + 1] ?? 0;
  const price = now[2 * level] ?? -better * Infinity;
  const size = now[2 * level + 1] ?? 0;
  before[2 * level] = price;
  before[2 * level + 1] = size;
  const step = better * (price - oldPrice);
  if (step > 0) return size;
  return step < 0 ? -oldSize : size - oldSize;
}
