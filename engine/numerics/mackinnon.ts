import type { Deterministic } from './dickey-fuller.ts';
import { normalCdf } from './normal-distribution.ts';

/** Which null distribution: of a series, or of what is left of a regression of one series on `others`. */
interface Surface {
  /** Above this the probability is 1, below `least` it is 0. */
  readonly most: number;
  readonly least: number;
  /** At or below it the first polynomial counts, above it the second. */
  readonly turn: number;
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

const OF_SERIES: Readonly<Record<Deterministic, Surface>> = {
  none: {
    most: Infinity,
    least: -19.04,
    turn: -1.04,
    lower: [0.6344, 1.2378, 0.032496],
    upper: [0.4797, 0.93557, -0.06999, 0.033066],
  },
  constant: {
    most: 2.74,
    least: -18.83,
    turn: -1.61,
    lower: [2.1659, 1.4412, 0.038269],
    upper: [1.7339, 0.93202, -0.12745, -0.010368],
  },
  trend: {
    most: 0.7,
    least: -16.18,
    turn: -2.89,
    lower: [3.2512, 1.6047, 0.049588],
    upper: [2.5261, 0.61654, -0.37956, -0.060285],
  },
};

/** Residuals of a regression of one series on another with a constant. */
const OF_PAIR: Surface = {
  most: 0.92,
  least: -18.86,
  turn: -2.62,
  lower: [2.92, 1.5012, 0.039796],
  upper: [2.1945, 0.64695, -0.29198, -0.042377],
};

/** Values below which a statistic rejects the null at 1, 5 and 10 in a hundred. */
export interface CriticalValues {
  readonly at1: number;
  readonly at5: number;
  readonly at10: number;
}

type Polynomials = readonly [at1: readonly number[], at5: readonly number[], at10: readonly number[]];

const CRITICAL_OF_SERIES: Readonly<Record<Deterministic, Polynomials>> = {
  none: [
    [-2.56574, -2.2358, -3.627],
    [-1.941, -0.2686, -3.365, 31.223],
    [-1.61682, 0.2656, -2.714, 25.364],
  ],
  constant: [
    [-3.43035, -6.5393, -16.786, -79.433],
    [-2.86154, -2.8903, -4.234, -40.04],
    [-2.56677, -1.5384, -2.809],
  ],
  trend: [
    [-3.95877, -9.0531, -28.428, -134.155],
    [-3.41049, -4.3904, -9.036, -45.374],
    [-3.12705, -2.5856, -3.925, -22.38],
  ],
};

const CRITICAL_OF_PAIR: Polynomials = [
  [-3.89644, -10.9519, -33.527],
  [-3.33613, -6.1101, -6.823],
  [-3.04445, -4.2412, -2.72],
];

/**
 * Probability of a Dickey-Fuller statistic of at most `tau` where the series is not pulled back.
 *
 * Source: MacKinnon (1994), Approximate Asymptotic Distribution Functions for Unit-Root and Cointegration
 * Tests, Journal of Business & Economic Statistics 12(2).
 */
export function unitRootProbability(tau: number, deterministic: Deterministic = 'constant'): number {
  return probabilityOn(OF_SERIES[deterministic], tau);
}

/** The same for the residuals of a regression of one series on another that are not pulled back. */
export function noCointegrationProbability(tau: number): number {
  return probabilityOn(OF_PAIR, tau);
}

/**
 * Critical values of the Dickey-Fuller statistic of a regression with `count` rows.
 *
 * Source: MacKinnon (2010), Critical Values for Cointegration Tests, Queen's Economics Department 1227.
 */
export function unitRootCriticalValues(
  count: number,
  deterministic: Deterministic = 'constant',
): CriticalValues {
  return criticalValues(CRITICAL_OF_SERIES[deterministic], count);
}

/** Critical values for the residuals of one series on another with a constant, of `count` changes. */
export function cointegrationCriticalValues(count: number): CriticalValues {
  return criticalValues(CRITICAL_OF_PAIR, count);
}

function probabilityOn({ most, least, turn, lower, upper }: Surface, tau: number): number {
  if (tau > most) return 1;
  if (tau < least) return 0;
  return normalCdf(polynomial(tau <= turn ? lower : upper, tau));
}

function criticalValues([at1, at5, at10]: Polynomials, count: number): CriticalValues {
  const share = 1 / count;
  return { at1: polynomial(at1, share), at5: polynomial(at5, share), at10: polynomial(at10, share) };
}

/** `c_0 + c_1 x + c_2 x^2 + …`. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
