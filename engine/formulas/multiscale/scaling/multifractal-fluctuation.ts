import { writeDemeaned } from '../../../numerics/demeaned.ts';
import { lineSlope } from '../../../numerics/line-slope.ts';

/** A variance is never taken to be smaller, so that negative moments exist. */
const LEAST_VARIANCE = 1e-20;

/** How fluctuations of several orders grow with the scale. */
export interface MultifractalFluctuation {
  /** `fluctuations[i][j]` of order `orders[i]` at scale `scales[j]`. */
  readonly fluctuations: readonly (readonly number[])[];
  /** Their exponents, order by order. */
  readonly exponents: readonly number[];
}

/**
 * Multifractal detrended fluctuation analysis: moments, of several orders, of the variance around straight
 * lines in stretches of the running sum of a series around its mean, cut from its beginning and from its end.
 *
 * Source: Kantelhardt et al. (2002), Multifractal detrended fluctuation analysis of nonstationary time
 * series, Physica A 316.
 */
export function multifractalFluctuation(
  values: Float64Array,
  orders: readonly number[],
  scales: readonly number[],
): MultifractalFluctuation {
  const profile = profileOf(values);
  const logScales = scales.map(Math.log);
  const variances = scales.map((scale) => stretchVariances(profile, scale));
  const fluctuations = orders.map((order) => variances.map((each) => moment(each, order)));
  return {
    fluctuations,
    exponents: fluctuations.map((each) => lineSlope(logScales, each.map(Math.log))),
  };
}

function profileOf(values: Float64Array): Float64Array {
  const profile = new Float64Array(values.length);
  writeDemeaned(values, profile);
  let sum = 0;
  for (let t = 0; t < profile.length; t += 1) {
    sum += profile[t] as number;
    profile[t] = sum;
  }
  return profile;
}

/** Mean squares around the line through each stretch, from the beginning and from the end. */
function stretchVariances(profile: Float64Array, scale: number): Float64Array {
  const count = Math.floor(profile.length / scale);
  const rest = profile.length - count * scale;
  const variances = new Float64Array(2 * count);
  for (let k = 0; k < count; k += 1) {
    variances[k] = varianceAroundLine(profile, k * scale, scale);
    variances[count + k] = varianceAroundLine(profile, rest + k * scale, scale);
  }
  return variances;
}

function varianceAroundLine(profile: Float64Array, from: number, count: number): number {
  const middle = (count - 1) / 2;
  const first = profile[from] as number;
  let sum = 0;
  let squares = 0;
  let withTime = 0;
  for (let i = 0; i < count; i += 1) {
    const value = (profile[from + i] as number) - first;
    sum += value;
    squares += value * value;
    withTime += (i - middle) * value;
  }
  const timeSquares = (count * (count * count - 1)) / 12;
  const left = squares - (sum * sum) / count - (withTime * withTime) / timeSquares;
  return Math.max(LEAST_VARIANCE, left / count);
}

/** The mean of order `order` of the roots of variances; of order 0 it is the geometric one. */
function moment(variances: Float64Array, order: number): number {
  let sum = 0;
  for (let i = 0; i < variances.length; i += 1) {
    const variance = variances[i] as number;
    sum += order === 0 ? Math.log(variance) : variance ** (order / 2);
  }
  const mean = sum / variances.length;
  return order === 0 ? Math.exp(mean / 2) : mean ** (1 / order);
}
