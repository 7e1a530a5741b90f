/** Changes of a quantity that is observed now and then: each happened after its start, up to its end. */
export interface TimedMoves {
  /** Ascending; a move begins where the one before ended or later. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly sizes: Float64Array;
}

/**
 * Sum of the products of all moves of `x` and `y` that overlap in time, those of `y` taken `lag` earlier: their
 * covariance without forcing them onto a common clock. A lag above zero asks whether `y` follows `x`.
 *
 * Sources: Hayashi & Yoshida (2005), On covariance estimation of non-synchronously observed diffusion
 * processes, Bernoulli 11(2); Hoffmann, Rosenbaum & Yoshida (2013), Estimation of the lead-lag parameter from
 * non-synchronous data, Bernoulli 19(2).
 */
export function laggedCovariance(x: TimedMoves, y: TimedMoves, lag: number): number {
  let sum = 0;
  let first = 0;
  for (let i = 0; i < x.sizes.length; i += 1) {
    const start = x.starts[i] as number;
    const end = x.ends[i] as number;
    while (first < y.sizes.length && (y.ends[first] as number) - lag <= start) first += 1;
    let overlapping = 0;
    for (let j = first; j < y.sizes.length && (y.starts[j] as number) - lag < end; j += 1) {
      overlapping += y.sizes[j] as number;
    }
    sum += (x.sizes[i] as number) * overlapping;
  }
  return sum;
}
