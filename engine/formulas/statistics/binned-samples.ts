import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { QuantileBins } from '../../numerics/quantile-bins.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';

/** Values between two looks at where the quantiles of the reference lie. */
const EDGES_EVERY = 20;

/** The newest values and those before them, counted in bins between quantiles of the latter, looked up every 20 values. */
export class BinnedSamples {
  readonly newCounts: Int32Array;
  readonly oldCounts: Int32Array;
  readonly #newest: number;
  readonly #values: RecentValues;
  readonly #bins: QuantileBins;
  /** Those before the newest. */
  readonly #reference: SortedWindow;
  #barsLeft = 0;

  constructor(newest: number, older: number, bins: number) {
    this.#newest = wholeNumber('recent', newest);
    this.#values = new RecentValues(newest + wholeNumber('ref', older));
    this.#bins = new QuantileBins(wholeNumber('bins', bins, 2));
    this.#reference = new SortedWindow(older);
    this.newCounts = new Int32Array(bins);
    this.oldCounts = new Int32Array(bins);
  }

  /** Takes in a value; answers whether both samples are complete. */
  push(value: number): boolean {
    const aging = this.#values.at(this.#newest - 1);
    this.#values.push(value);
    if (Number.isNaN(aging)) return false;
    const leaving = this.#reference.push(aging);
    if (!this.#values.isFull) return false;
    if (this.#barsLeft === 0) {
      this.#countAfresh();
      this.#barsLeft = EDGES_EVERY;
    } else {
      const moving = this.#bins.of(aging);
      change(this.newCounts, this.#bins.of(value), 1);
      change(this.newCounts, moving, -1);
      change(this.oldCounts, moving, 1);
      change(this.oldCounts, this.#bins.of(leaving), -1);
    }
    this.#barsLeft -= 1;
    return true;
  }

  #countAfresh(): void {
    this.#bins.divide(this.#reference.sorted);
    this.#bins.countInto(this.oldCounts, this.#reference);
    this.newCounts.fill(0);
    for (let age = 0; age < this.#newest; age += 1)
      change(this.newCounts, this.#bins.of(this.#values.at(age)), 1);
  }
}

function change(counts: Int32Array, bin: number, by: number): void {
  counts[bin] = (counts[bin] as number) + by;
}
