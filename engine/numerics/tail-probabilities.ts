import { regularizedBeta } from './beta-function.ts';
import { upperGamma } from './gamma-function.ts';

/** Probability that a Student-t variable with `freedom` degrees of freedom is at most `t`. */
export function studentCdf(t: number, freedom: number): number {
  const tail = 0.5 * studentTwoSided(t, freedom);
  return t < 0 ? tail : 1 - tail;
}

/** Probability of a Student-t variable at least as far from zero as `t`: the two-sided p-value. */
export function studentTwoSided(t: number, freedom: number): number {
  const square = t * t;
  // Near the middle the first argument rounds to 1, and the digits of t are kept by the mirrored one alone.
  if (square < 1) return 1 - regularizedBeta(square / (freedom + square), 0.5, freedom / 2);
  return regularizedBeta(freedom / (freedom + square), freedom / 2, 0.5);
}

/** Probability that a chi-squared variable with `freedom` degrees of freedom exceeds `x`. */
export function chiSquaredTail(x: number, freedom: number): number {
  return upperGamma(freedom / 2, x / 2);
}

/** Probability that an F variable with `d1` and `d2` degrees of freedom exceeds `x`. */
export function fTail(x: number, d1: number, d2: number): number {
  return regularizedBeta(d2 / (d2 + d1 * x), d2 / 2, d1 / 2);
}
