/** Numbers of which only the mean and how far they lie apart are kept. Plain data. */
export interface MeanSpread {
  readonly count: number;
  readonly mean: number;
  /** Sum of squared distances from the mean. */
  readonly squares: number;
}

export const NO_SPREAD: MeanSpread = { count: 0, mean: 0, squares: 0 };

/**
 * The same with one number more, without the loss of digits of a sum of squares.
 *
 * Source: Welford (1962), Note on a method for calculating corrected sums of squares and products, Technometrics 4(3).
 */
export function withNumber({ count, mean, squares }: MeanSpread, value: number): MeanSpread {
  const next = mean + (value - mean) / (count + 1);
  return { count: count + 1, mean: next, squares: squares + (value - mean) * (value - next) };
}

/** Standard error of the mean of independent numbers; undefined below two. */
export const errorOf = ({ count, squares }: MeanSpread): number | undefined =>
  count < 2 ? undefined : Math.sqrt(squares / (count - 1) / count);
