import { bartlettSum } from './bartlett-sum.ts';
import { columnRegression } from './column-regression.ts';
import { writeDemeaned } from './demeaned.ts';

/** Outcome of a test whose null is a series that stays around its mean. */
export interface KpssTest {
  /** Near 0 where the series stays around its mean; 0.463 is exceeded in 5 of 100 such series. */
  readonly eta: number;
  /** From the published table, so never below 0.01 nor above 0.1. */
  readonly probability: number;
}

const LEAST_VARIANCE = 1e-18;
const OF_LEVEL = [0.347, 0.463, 0.574, 0.739];
const OF_TREND = [0.119, 0.146, 0.176, 0.216];
const PROBABILITIES = [0.1, 0.05, 0.025, 0.01];

/**
 * Test of stationarity around a mean, or around a line in time, with a long-run variance of `lags` lags.
 * Undefined where that variance is at most 1e-18. What is left of the mean is written into `rest` where it is given.
 *
 * Source: Kwiatkowski, Phillips, Schmidt & Shin (1992), Testing the null hypothesis of stationarity
 * against the alternative of a unit root, Journal of Econometrics 54.
 */
export function kpssTest(
  y: Float64Array,
  lags: number,
  around: 'mean' | 'line' = 'mean',
  rest: Float64Array = new Float64Array(y.length),
): KpssTest | undefined {
  const residuals = residualsAround(y, around, rest);
  if (residuals === undefined) return undefined;
  const count = residuals.length;
  const variance = bartlettSum(residuals, residuals, lags) / count;
  if (!(variance > LEAST_VARIANCE)) return undefined;
  let sum = 0;
  let squares = 0;
  for (let t = 0; t < count; t += 1) {
    sum += residuals[t] as number;
    squares += sum * sum;
  }
  const eta = squares / (count * count * variance);
  return { eta, probability: tabulated(around === 'mean' ? OF_LEVEL : OF_TREND, eta) };
}

/**
 * As many lags as the memory of the series asks for; 0 where it does not vary.
 *
 * Source: Hobijn, Franses & Ooms (1998), Generalizations of the KPSS-test for Stationarity, Econometric
 * Institute Report 9802.
 */
export function automaticKpssLags(y: Float64Array, around: 'mean' | 'line' = 'mean'): number {
  const residuals = residualsAround(y, around, new Float64Array(y.length)) ?? new Float64Array();
  const count = residuals.length;
  let level = 0;
  let slope = 0;
  for (let lag = 0; lag <= Math.floor(count ** (2 / 9)); lag += 1) {
    let products = 0;
    for (let t = lag; t < count; t += 1)
      products += (residuals[t] as number) * (residuals[t - lag] as number);
    const both = (products / count) * (lag === 0 ? 1 : 2);
    level += both;
    slope += lag * both;
  }
  if (!(Math.abs(level) > 0)) return 0;
  return Math.min(Math.floor(1.1447 * Math.cbrt((slope / level) ** 2 * count)), count - 1);
}

/** What a series has above its mean, in `rest`, or above its line in time. */
function residualsAround(
  y: Float64Array,
  around: 'mean' | 'line',
  rest: Float64Array,
): Float64Array | undefined {
  if (around === 'line') return columnRegression([y.map((_, t) => t)], y)?.residuals;
  writeDemeaned(y, rest);
  return rest;
}

/** Probability between the entries of the table, in a straight line. */
function tabulated(table: readonly number[], eta: number): number {
  const above = table.findIndex((each) => eta <= each);
  if (above === 0) return 0.1;
  if (above === -1) return 0.01;
  const [low, high] = [table[above - 1] as number, table[above] as number];
  const [before, after] = [PROBABILITIES[above - 1] as number, PROBABILITIES[above] as number];
  return before + ((eta - low) / (high - low)) * (after - before);
}
