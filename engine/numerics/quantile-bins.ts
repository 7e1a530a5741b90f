import { quantileOfSorted } from './quantile.ts';

/** Values in their order. */
interface Ordered {
  readonly count: number;
  /** How many of them are at most `value`. */
  countNotAbove(value: number): number;
}

/** Bins of equal share of a sample, divided by its quantiles. An edge itself belongs to the bin below it. */
export class QuantileBins {
  readonly #edges: Float64Array;

  /** One bin holds everything until {@link divide} is called. */
  constructor(bins: number) {
    this.#edges = new Float64Array(bins - 1).fill(Infinity);
  }

  get count(): number {
    return this.#edges.length + 1;
  }

  /** Takes the quantiles of an ascending sample for its edges. */
  divide(sorted: ArrayLike<number>): void {
    for (let j = 1; j < this.count; j += 1) {
      this.#edges[j - 1] = quantileOfSorted(sorted, j / this.count) ?? Infinity;
    }
  }

  /** Number of the bin a value falls into, from 0. */
  of(value: number): number {
    let bin = 0;
    while (bin < this.#edges.length && (this.#edges[bin] as number) < value) bin += 1;
    return bin;
  }

  /** Writes the number of the bin of each value into `target`. */
  sort(values: Readonly<Float64Array>, target: Int32Array): void {
    target.fill(0);
    // Every value is asked about every edge, so that no step has to be guessed.
    for (let j = 0; j < this.#edges.length; j += 1) {
      const edge = this.#edges[j] as number;
      for (let i = 0; i < values.length; i += 1)
        target[i] = (target[i] as number) + Number(edge < (values[i] as number));
    }
  }

  /** Writes how many values of a window each bin holds. */
  countInto(target: Int32Array, window: Ordered): void {
    let below = 0;
    for (let bin = 0; bin < target.length; bin += 1) {
      const upTo = bin < this.#edges.length ? window.countNotAbove(this.#edges[bin] as number) : window.count;
      target[bin] = upTo - below;
      below = upTo;
    }
  }
}
