import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { QuantileBins } from '../../numerics/quantile-bins.ts';
import { RecentValues } from '../../numerics/recent-values.ts';

/** Values between two looks at where the quantiles of the reference lie. */
const EDGES_EVERY = 20;

/** The newest values and those before them, counted in bins between quantiles of the latter, looked up every 20 values. */
export class BinnedSamples {
  readonly newCounts: Int32Array;
  readonly oldCounts: Int32Array;
  readonly #newest: number;
  readonly #values: RecentValues;
  readonly #bins: QuantileBins;
  /** All values, oldest first, and the bins they are in. */
  readonly #all: Float64Array;
  readonly #allBins: Int32Array;
  /** Those before the newest, ascending. */
  readonly #reference: Float64Array;
  #barsLeft = 0;

  constructor(newest: number, older: number, bins: number) {
    this.#newest = wholeNumber('recent', newest);
    this.#values = new RecentValues(newest + wholeNumber('ref', older));
    this.#bins = new QuantileBins(wholeNumber('bins', bins, 2));
    this.#all = new Float64Array(newest + older);
    this.#allBins = new Int32Array(newest + older);
    this.#reference = new Float64Array(older);
    this.newCounts = new Int32Array(bins);
    this.oldCounts = new Int32Array(bins);
  }

  /** Takes in a value; answers whether both samples are complete. */
  push(value: number): boolean {
    const leaving = this.#values.at(this.#all.length - 1);
    this.#values.push(value);
    if (!this.#values.isFull) return false;
    if (this.#barsLeft === 0) {
      this.#countAfresh();
      this.#barsLeft = EDGES_EVERY;
    } else {
      const moving = this.#bins.of(this.#values.at(this.#newest));
      change(this.newCounts, this.#bins.of(value), 1);
      change(this.newCounts, moving, -1);
      change(this.oldCounts, moving, 1);
      change(this.oldCounts, this.#bins.of(leaving), -1);
    }
    this.#barsLeft -= 1;
    return true;
  }

  #countAfresh(): void {
    const reference = this.#reference;
    const bins = this.#allBins;
    this.#values.copyTo(this.#all);
    for (let i = 0; i < reference.length; i += 1) reference[i] = this.#all[i] as number;
    reference.sort();
    this.#bins.divide(reference);
    this.#bins.sort(this.#all, bins);
    this.newCounts.fill(0);
    this.oldCounts.fill(0);
    for (let i = 0; i < bins.length; i += 1)
      change(i < reference.length ? this.oldCounts : this.newCounts, bins[i] as number, 1);
  }
}

function change(counts: Int32Array, bin: number, by: number): void {
  counts[bin] = (counts[bin] as number) + by;
}
