/** Location, scale and form of a sample by linear combinations of its order, which single wild values hardly move. */
export interface LMoments {
  readonly l1: number;
  readonly l2: number;
  readonly l3: number;
  readonly l4: number;
}

/**
 * The first four unbiased L-moments of the first `count` of `sorted`, which ascend; `l3 / l2` is the
 * L-skewness and `l4 / l2` the L-kurtosis.
 *
 * Source: Hosking (1990), L-moments, Journal of the Royal Statistical Society B 52.
 */
export function lMoments(sorted: ArrayLike<number>, count = sorted.length): LMoments {
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  for (let i = 0; i < count; i += 1) {
    const value = sorted[i] as number;
    const first = i / (count - 1);
    const second = first * ((i - 1) / (count - 2));
    b0 += value;
    b1 += first * value;
    b2 += second * value;
    b3 += second * ((i - 2) / (count - 3)) * value;
  }
  return {
    l1: b0 / count,
    l2: (2 * b1 - b0) / count,
    l3: (6 * b2 - 6 * b1 + b0) / count,
    l4: (20 * b3 - 30 * b2 + 12 * b1 - b0) / count,
  };
}
