/** 3 - 2 sqrt 2, the constant of the estimator. */
const K = 3 - 2 * Math.SQRT2;

/**
 * The spread as a fraction of the price that explains the ranges of two neighboring bars: true movement
 * grows with the time a range spans, the spread does not. `singles` is the sum of the squared log ranges
 * of both bars, `joint` the squared log range of both together. May come out below zero.
 *
 * Source: Corwin & Schultz (2012), A Simple Way to Estimate Bid-Ask Spreads from Daily High and Low
 * Prices, J. Finance 67(2).
 */
export function highLowSpread(singles: number, joint: number): number {
  const alpha = (Math.sqrt(2 * singles) - Math.sqrt(singles)) / K - Math.sqrt(joint / K);
  return (2 * Math.expm1(alpha)) / (1 + Math.exp(alpha));
}
