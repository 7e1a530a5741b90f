import { upperGamma } from './gamma-function.ts';

/** Probability that a standard normal variable is at most `z`, with full relative precision in both tails. */
export function normalCdf(z: number): number {
  const tail = 0.5 * upperGamma(0.5, (z * z) / 2);
  return z < 0 ? tail : 1 - tail;
}

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * The `z` below which a standard normal variable lies with probability `p`: the inverse of
 * {@link normalCdf}. @throws {RangeError} unless `p` lies strictly between 0 and 1.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0) || !(p < 1)) throw new RangeError(`a probability must lie strictly between 0 and 1, was ${p}`);
  if (p === 0.5) return 0;
  return p < 0.5 ? lowerQuantile(p) : -lowerQuantile(1 - p);
}

/** A three-digit start (Abramowitz & Stegun 26.2.23), then Halley steps, each of which triples the digits. */
function lowerQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  const correction =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  let z = correction - t;
  for (let step = 0; step < 3; step += 1) {
    const newton = (normalCdf(z) - p) / normalDensity(z);
    z -= newton / (1 + (z * newton) / 2);
  }
  return z;
}
