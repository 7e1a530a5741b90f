import { logGamma } from './gamma-function.ts';

const MAX_STEPS = 10_000;
const MOST_STEPS_BACK = 200;
const CLOSE_ENOUGH = 1e-14;
const TINY = 1e-300;

/**
 * Regularized incomplete beta function: the probability that a Beta(a, b) variable is at most `x`.
 * @throws {RangeError} unless `a` and `b` are above zero and `x` lies in 0 to 1.
 */
export function regularizedBeta(x: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(x <= 1)) {
    throw new RangeError(`a beta probability needs a, b > 0 and x in 0 to 1, was ${a}, ${b} and ${x}`);
  }
  if (x === 0 || x === 1) return x;
  // The fraction converges fast below the mean; above it the mirrored one does.
  return x < (a + 1) / (a + b + 2) ? byFraction(x, a, b) : 1 - byFraction(1 - x, b, a);
}

/** The `x` below which a Beta(a, b) variable lies with probability `p`: the inverse of {@link regularizedBeta}. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0) || !(p <= 1)) throw new RangeError(`a probability must lie in 0 to 1, was ${p}`);
  if (p === 0 || p === 1) return p;
  return bracketedNewton(p, a, b);
}

/** Newton is fast near the answer and wild elsewhere: outside the bracket, halve it instead. */
function bracketedNewton(p: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let count = 0; count < MOST_STEPS_BACK; count += 1) {
    const excess = regularizedBeta(x, a, b) - p;
    if (excess > 0) high = x;
    else low = x;
    const step = excess / betaDensity(x, a, b);
    if (Math.abs(step) <= CLOSE_ENOUGH * x) return x - step;
    const next = x - step > low && x - step < high ? x - step : (low + high) / 2;
    x = next;
  }
  return x;
}

function betaDensity(x: number, a: number, b: number): number {
  return Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta(a, b));
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Continued fraction of the incomplete beta function by the method of Lentz. */
function byFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let k = 1; k < MAX_STEPS; k += 1) {
    const even = (k * (b - k) * x) / ((a + 2 * k - 1) * (a + 2 * k));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + k) * (a + b + k) * x) / ((a + 2 * k) * (a + 2 * k + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a;
  return front * fraction;
}

const awayFromZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
