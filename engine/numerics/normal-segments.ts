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

/** Within this distance of a known variance a logarithm is bounded from below by the parabola beside it. */
const FARTHEST_BELOW = -0.2;
const FARTHEST_ABOVE = 0.25;
const BEND = 0.62;
/** Starts that are beaten cost time and nothing else: looking for them at every value would cost more. */
const PRUNED_EVERY = 8;

/**
 * The cheapest of all segmentations, exactly, by pruned dynamic programming. A variance counts as 1e-12 at
 * the least.
 *
 * Source: Killick, Fearnhead & Eckley (2012), JASA 107(500).
 */
export function normalSegments(values: Float64Array, rule: SegmentRule): Segmentation {
  const search = segmentSearch(values, rule);
  const changes: number[] = [];
  for (let end = search.startOf(values.length); end > 0; end = search.startOf(end)) changes.unshift(end);
  return { cost: search.cost, changes };
}

/** Index of the first value of the last segment of {@link normalSegments}. */
export function newestSegmentStart(values: Float64Array, rule: SegmentRule): number {
  return segmentSearch(values, rule).startOf(values.length);
}

function segmentSearch(values: Float64Array, rule: SegmentRule): SegmentSearch {
  const search = new SegmentSearch(values.length, rule);
  for (let i = 0; i < values.length; i += 1) search.push(values[i] as number);
  return search;
}

/**
 * Finds the segments value by value. A logarithm is taken only where a bound beneath it does not say already that a start is not the best.
 */
class SegmentSearch {
  readonly #least: number;
  readonly #cut: number;
  #seen = 0;
  #kept = 0;
  #origin = 0;
  /** Least cost of the values before each index, and where the last segment of that segmentation begins. */
  readonly #costs: Float64Array;
  readonly #last: Int32Array;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #shares: Float64Array;
  /** Starts that can still be best, each with what is known of it. */
  readonly #starts: Int32Array;
  /** From where on a start can no longer be best; 0 while nothing is known against it. */
  readonly #beatenFrom: Int32Array;
  readonly #bounds: Float64Array;
  readonly #logarithms: Float64Array;
  readonly #inverses: Float64Array;

  /** For at most `most` values. */
  constructor(most: number, { least, penalty }: SegmentRule) {
    const list = () => new Float64Array(most + 1);
    this.#least = least;
    this.#cut = penalty;
    this.#costs = list().fill(Infinity);
    this.#costs[0] = -penalty;
    this.#last = new Int32Array(most + 1);
    this.#sums = list();
    this.#squares = list();
    this.#shares = list().map((_, count) => 1 / count);
    this.#starts = new Int32Array(most + 1);
    this.#beatenFrom = new Int32Array(most + 1);
    this.#bounds = list();
    this.#logarithms = list();
    this.#inverses = list();
  }

  /** Cost of the segmentation of the values so far; Infinity while they are too few for one. */
  get cost(): number {
    return this.#costs[this.#seen] as number;
  }

  /** Where the last segment begins of the cheapest segmentation of the first `end` values. */
  startOf(end: number): number {
    return this.#last[end] as number;
  }

  /** Takes in the next value. */
  push(value: number): void {
    if (this.#seen === 0) this.#origin = value;
    const off = value - this.#origin;
    const t = (this.#seen += 1);
    this.#sums[t] = (this.#sums[t - 1] as number) + off;
    this.#squares[t] = (this.#squares[t - 1] as number) + off * off;
    const joining = t - this.#least;
    if (joining < 0) return;
    if (Number.isFinite(this.#costs[joining] as number)) this.#join(joining);
    this.#extend(t);
    if (t % PRUNED_EVERY === 0) this.#prune(t);
  }

  #join(start: number): void {
    const i = this.#kept;
    this.#starts[i] = start;
    this.#beatenFrom[i] = 0;
    // No variance is near this one: the logarithm is taken at once.
    this.#inverses[i] = 0;
    this.#kept += 1;
  }

  /** The cheapest segmentation of the values before `t`. */
  #extend(t: number): void {
    const costs = this.#costs;
    const starts = this.#starts;
    const bounds = this.#bounds;
    const logarithms = this.#logarithms;
    const inverses = this.#inverses;
    const sums = this.#sums;
    const squares = this.#squares;
    const shares = this.#shares;
    const sum = sums[t] as number;
    const square = squares[t] as number;
    const kept = this.#kept;
    let best = Infinity;
    let start = 0;
    for (let i = 0; i < kept; i += 1) {
      const s = starts[i] as number;
      const count = t - s;
      const share = shares[count] as number;
      const mean = (sum - (sums[s] as number)) * share;
      const measured = (square - (squares[s] as number)) * share - mean * mean;
      const variance = measured > LEAST_VARIANCE ? measured : LEAST_VARIANCE;
      const before = costs[s] as number;
      const away = variance * (inverses[i] as number) - 1;
      let cost = before + count * ((logarithms[i] as number) + away - BEND * away * away);
      if (cost < best || away < FARTHEST_BELOW || away > FARTHEST_ABOVE) {
        const logarithm = Math.log(variance);
        logarithms[i] = logarithm;
        inverses[i] = 1 / variance;
        cost = before + count * logarithm;
        if (cost < best) {
          best = cost;
          start = s;
        }
      }
      bounds[i] = cost;
    }
    costs[t] = best + this.#cut;
    this.#last[t] = start;
  }

  /** A start that a cut at `t` beats can never be best again once a segment after that cut is long enough. */
  #prune(t: number): void {
    const limit = this.#costs[t] as number;
    const beatenFrom = this.#beatenFrom;
    const bounds = this.#bounds;
    const kept = this.#kept;
    let left = 0;
    for (let i = 0; i < kept; i += 1) {
      const beaten = beatenFrom[i] as number;
      if (beaten !== 0 && t >= beaten) continue;
      if (beaten === 0 && (bounds[i] as number) > limit) beatenFrom[i] = t + this.#least;
      if (left < i) this.#move(i, left);
      left += 1;
    }
    this.#kept = left;
  }

  #move(from: number, to: number): void {
    this.#starts[to] = this.#starts[from] as number;
    this.#beatenFrom[to] = this.#beatenFrom[from] as number;
    this.#logarithms[to] = this.#logarithms[from] as number;
    this.#inverses[to] = this.#inverses[from] as number;
  }
}
