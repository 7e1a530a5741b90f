/** How finely to cut: the fewest values of a segment, and the price of a cut. */
export interface SegmentRule {
  readonly least: number;
  readonly penalty: number;
}

/** A series cut into segments of normal values, each with its own mean and variance. */
export interface Segmentation {
  /** Minus twice the log-likelihood but for a constant, plus the price of every cut. */
  readonly cost: number;
  /** Index of the first value of every segment but the first. */
  readonly changes: readonly number[];
}

const LEAST_VARIANCE = 1e-12;

/**
 * The cheapest of all segmentations, exactly, by pruned dynamic programming. A variance counts as 1e-12 at
 * the least.
 *
 * Source: Killick, Fearnhead & Eckley (2012), JASA 107(500).
 */
export function normalSegments(values: Float64Array, rule: SegmentRule): Segmentation {
  const search = new SegmentSearch(values, rule);
  search.run();
  const changes: number[] = [];
  for (let end = search.last[values.length] as number; end > 0; end = search.last[end] as number) {
    changes.unshift(end);
  }
  return { cost: search.costs[values.length] as number, changes };
}

/** Index of the first value of the last segment of {@link normalSegments}. */
export function newestSegmentStart(values: Float64Array, rule: SegmentRule): number {
  const search = new SegmentSearch(values, rule);
  search.run();
  return search.last[values.length] as number;
}

class SegmentSearch {
  /** Least cost of the values before each index. */
  readonly costs: Float64Array;
  /** Where the last segment of that segmentation begins. */
  readonly last: Int32Array;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #candidates: Int32Array;
  readonly #candidateCosts: Float64Array;
  /** From where on a start can no longer be best; 0 while nothing is known against it. */
  readonly #beatenFrom: Int32Array;
  readonly #least: number;
  readonly #cut: number;

  constructor(values: Float64Array, { least, penalty }: SegmentRule) {
    const n = values.length;
    this.#least = least;
    this.#cut = penalty;
    this.costs = new Float64Array(n + 1).fill(Infinity);
    this.last = new Int32Array(n + 1);
    this.#candidates = new Int32Array(n + 1);
    this.#candidateCosts = new Float64Array(n + 1);
    this.#beatenFrom = new Int32Array(n + 1);
    this.#sums = new Float64Array(n + 1);
    this.#squares = new Float64Array(n + 1);
    const origin = values.reduce((sum, each) => sum + each, 0) / n;
    for (let i = 0; i < n; i += 1) {
      const value = (values[i] as number) - origin;
      this.#sums[i + 1] = (this.#sums[i] as number) + value;
      this.#squares[i + 1] = (this.#squares[i] as number) + value * value;
    }
  }

  run(): void {
    const n = this.costs.length - 1;
    this.costs[0] = -this.#cut;
    let kept = 0;
    for (let t = this.#least; t <= n; t += 1) {
      const joining = t - this.#least;
      if (Number.isFinite(this.costs[joining] as number)) {
        this.#candidates[kept] = joining;
        kept += 1;
      }
      this.#extend(t, kept);
      kept = this.#prune(t, kept);
    }
  }

  /** The cheapest segmentation of the values before `t`. */
  #extend(t: number, kept: number): void {
    const { costs } = this;
    const candidates = this.#candidates;
    const candidateCosts = this.#candidateCosts;
    const sums = this.#sums;
    const squares = this.#squares;
    const sum = sums[t] as number;
    const square = squares[t] as number;
    let best = Infinity;
    let start = 0;
    for (let i = 0; i < kept; i += 1) {
      const s = candidates[i] as number;
      const count = t - s;
      const share = 1 / count;
      const mean = (sum - (sums[s] as number)) * share;
      const variance = (square - (squares[s] as number)) * share - mean * mean;
      const logarithm = Math.log(variance > LEAST_VARIANCE ? variance : LEAST_VARIANCE);
      const cost = (costs[s] as number) + count * logarithm;
      candidateCosts[i] = cost;
      if (cost < best) {
        best = cost;
        start = s;
      }
    }
    costs[t] = best + this.#cut;
    this.last[t] = start;
  }

  /** A start that a cut at `t` beats can never be best again once a segment after that cut is long enough. */
  #prune(t: number, kept: number): number {
    const limit = this.costs[t] as number;
    let left = 0;
    for (let i = 0; i < kept; i += 1) {
      const start = this.#candidates[i] as number;
      const beaten = this.#beatenFrom[start] as number;
      if (beaten === 0 && (this.#candidateCosts[i] as number) > limit) {
        this.#beatenFrom[start] = t + this.#least;
      }
      if (beaten !== 0 && t >= beaten) continue;
      this.#candidates[left] = start;
      left += 1;
    }
    return left;
  }
}
