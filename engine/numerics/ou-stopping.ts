import { logGamma } from './gamma-function.ts';

/** An Ornstein-Uhlenbeck process per bar, the discount rate per bar, and the cost of getting out. */
export interface OuStopping {
  readonly mu: number;
  readonly theta: number;
  readonly sigma: number;
  readonly r: number;
  readonly c: number;
}

/** Furthest level looked at, in long-run deviations: beyond, nobody lives to see it. */
const FURTHEST = 30;
/** Lowest level looked at: to wait for less than that one need not enter. */
const LOWEST = -6;
/** Below this distance the terms of the series cancel and the integral itself is better. */
const SERIES_FROM = -2;

const deviationOf = ({ mu, sigma }: OuStopping): number => sigma / Math.sqrt(2 * mu);

/**
 * The level at which a long position in the process is best closed; undefined where the costs are beyond
 * all levels it reaches.
 *
 * Source: Leung & Li (2015), Optimal Mean Reversion Trading with Transaction Costs and Stop-Loss Exit.
 */
export function exitLevel(terms: OuStopping): number | undefined {
  const deviation = deviationOf(terms);
  const nu = terms.r / terms.mu;
  const cost = (terms.c - terms.theta) / deviation;
  const excess = (x: number) => growing(x, nu) - (x - cost) * growingSlope(x, nu);
  let low = Math.max(cost, LOWEST);
  let high = FURTHEST;
  if (!(low < high) || !(excess(low) > 0) || !(excess(high) < 0)) return undefined;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return terms.theta + deviation * ((low + high) / 2);
}

/** Value of a long position at `x` that is closed at `level`, in units of the process. */
export function holdingValue(x: number, level: number, terms: OuStopping): number {
  if (x >= level) return x - terms.c;
  const deviation = deviationOf(terms);
  const nu = terms.r / terms.mu;
  const share = growing((x - terms.theta) / deviation, nu) / growing((level - terms.theta) / deviation, nu);
  return (level - terms.c) * share;
}

/**
 * The integral over u of `u^(nu-1) exp(a u - u^2/2)`, as a multiple of what it is at 0: by its series in
 * `a`, below the mean by quadrature after an integration by parts, which takes away the pole at 0.
 */
export function growing(a: number, nu: number): number {
  if (a >= SERIES_FROM) return series(a, { first: 1, second: firstMoment(nu), nu });
  return (weighted(a, nu + 1) - a * weighted(a, nu)) / (nu * atZero(nu));
}

/** How fast {@link growing} changes with `a`. */
function growingSlope(a: number, nu: number): number {
  if (a >= SERIES_FROM) return series(a, { first: firstMoment(nu), second: nu, nu: nu + 1 });
  return weighted(a, nu) / atZero(nu);
}

/** The integral at 0. */
const atZero = (nu: number): number => Math.exp((nu / 2 - 1) * Math.LN2 + logGamma(nu / 2));

/** Integral over u of `u^power exp(a u - u^2/2)`, by the trapezoidal rule over ln u, which converges at once. */
function weighted(a: number, power: number): number {
  const width = 1 / 16;
  let sum = 0;
  for (let log = -40 / (power + 1); log < 4; log += width) {
    const u = Math.exp(log);
    sum += Math.exp((power + 1) * log + a * u - (u * u) / 2);
  }
  return sum * width;
}

/** Mean of u under the weight at 0, relative to the weight of all. */
const firstMoment = (nu: number): number => Math.SQRT2 * Math.exp(logGamma((nu + 1) / 2) - logGamma(nu / 2));

/** Sum of `a^n/n! m_n` with `m_(n+2) = (nu + n) m_n`; two series in turns, whose terms stay finite. */
function series(
  a: number,
  { first, nu, second }: { readonly first: number; readonly nu: number; readonly second: number },
): number {
  let even = first;
  let odd = a * second;
  let sum = even + odd;
  for (let n = 0; n < 20_000; n += 2) {
    even *= (a * a * (nu + n)) / ((n + 1) * (n + 2));
    odd *= (a * a * (nu + n + 1)) / ((n + 2) * (n + 3));
    sum += even + odd;
    if (Math.abs(even) + Math.abs(odd) < 1e-18 * Math.abs(sum)) break;
  }
  return sum;
}
