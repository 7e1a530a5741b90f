import { clip } from '../numerics/clip.ts';
import { normalCdf } from '../numerics/normal-distribution.ts';

/** Probability of a rise less that of a fall where the move is normal and expected `z` of its deviations above 0. */
export const leanOf = (z: number): number => (Number.isFinite(z) ? 2 * normalCdf(z) - 1 : 0);

/**
 * What is left of an estimate that lies `z` standard errors from nothing, 0 to 1: within one error nothing,
 * far away all. Positive-part shrinkage of James and Stein for a single number.
 */
export const leftOf = (z: number): number => (z === 0 ? 0 : clip(1 - 1 / (z * z), 0, 1));
