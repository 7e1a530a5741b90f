import { TimedRows } from '../../numerics/timed-rows.ts';

/**
 * Watches the best quotes for changes of the mid, and remembers what rested there halfway, by updates,
 * between the last two changes.
 */
export class MidChanges {
  /** What rested on either side halfway between the last two changes, in base units. */
  bidSize = NaN;
  askSize = NaN;
  /** Whether the last change was up. */
  isUp = false;
  readonly #since = new TimedRows(2);
  readonly #row = new Float64Array(2);
  #updates = 0;
  #changes = 0;
  #mid = NaN;

  /** Takes in a quote and answers whether it told of a change whose halfway is known. */
  push(mid: number, bidSize: number, askSize: number): boolean {
    const hasChanged = mid !== this.#mid && !Number.isNaN(this.#mid);
    const isUp = mid > this.#mid;
    this.#mid = mid;
    // What led to the first change did not begin with one.
    const isKnown = hasChanged && this.#changes > 0;
    if (hasChanged) this.#change(isUp);
    this.#row[0] = bidSize;
    this.#row[1] = askSize;
    this.#since.append(0, this.#row);
    this.#updates += 1;
    // The oldest that is kept is the middle.
    if (this.#updates % 2 === 0) this.#since.dropOldest();
    return isKnown;
  }

  #change(isUp: boolean): void {
    this.isUp = isUp;
    this.bidSize = this.#since.oldest(0);
    this.askSize = this.#since.oldest(1);
    this.#changes += 1;
    while (this.#since.count > 0) this.#since.dropOldest();
    this.#updates = 0;
  }
}
