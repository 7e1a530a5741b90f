/** Terms of Stirling's series, `B(2k) / (2k (2k - 1))`, from the first on. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];
const SERIES_FROM = 10;
const MAX_STEPS = 100_000;
const TINY = 1e-300;

/** Natural logarithm of the gamma function, to about 15 digits. @throws {RangeError} unless `x` is above zero. */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma needs an argument above zero, was ${x}`);
  let argument = x;
  let product = 1;
  for (; argument < SERIES_FROM; argument += 1) product *= argument;
  let power = argument;
  let series = 0;
  for (let k = 0; k < STIRLING.length; k += 1) {
    series += (STIRLING[k] as number) / power;
    power *= argument * argument;
  }
  const main = (argument - 0.5) * Math.log(argument) - argument + 0.5 * Math.log(2 * Math.PI);
  return main + series - Math.log(product);
}

/** Regularized lower incomplete gamma function P(a, x), 0 to 1. @throws {RangeError} unless a > 0 and x >= 0. */
export function lowerGamma(a: number, x: number): number {
  return x < a + 1 ? bySeries(a, x) : 1 - byFraction(a, x);
}

/** Regularized upper incomplete gamma function Q(a, x) = 1 - P(a, x), exact in the far tail too. */
export function upperGamma(a: number, x: number): number {
  return x < a + 1 ? 1 - bySeries(a, x) : byFraction(a, x);
}

function bySeries(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0))
    throw new RangeError(`the incomplete gamma needs a > 0 and x >= 0, was ${a} and ${x}`);
  if (x === 0) return 0;
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k < MAX_STEPS && term > sum * 1e-17; k += 1) {
    term *= x / (a + k);
    sum += term;
  }
  return sum * scale(a, x);
}

/** Continued fraction by the method of Lentz; converges fast where the series does not. */
function byFraction(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0))
    throw new RangeError(`the incomplete gamma needs a > 0 and x >= 0, was ${a} and ${x}`);
  if (x === Infinity) return 0;
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < MAX_STEPS; k += 1) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / awayFromZero(numerator * d + b);
    c = awayFromZero(b + numerator / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return fraction * scale(a, x);
}

const scale = (a: number, x: number): number => Math.exp(a * Math.log(x) - x - logGamma(a));
const awayFromZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
