import { dotProduct } from '../../../numerics/dot-product.ts';
import { sampleCovariance } from '../../../numerics/sample-covariance.ts';
import { sampleDeviation } from '../../../numerics/sample-deviation.ts';
import type { FitJob, FitModel } from '../../refit.ts';
import { kyleMatrix } from './kyle-matrix.ts';

const NEAREST = 1e-30;

/** What flows do to the own price. */
export interface CrossImpact {
  /** Price change per unit of flow of each instrument, the own one first, scaled to the moves seen. */
  readonly perFlow: readonly number[];
  /** Places of the instruments. */
  readonly places: readonly number[];
  /** Share of the squared moves of all that flows explain, 0 to 1. */
  readonly rSquared: number;
  /** Standard deviation of what the own price lacks. */
  readonly deviation: number;
}

/** What the own price lacks of the impact of all flows: above zero it has risen too little. */
export function impactGap(
  ownMove: number,
  flows: readonly number[],
  { perFlow }: Pick<CrossImpact, 'perFlow'>,
): number {
  return perFlow.reduce((sum, each, i) => sum + each * (flows[i] as number), 0) - ownMove;
}

/** Learns the impact from moves and flows per interval, a list of each for every instrument, the own one first. */
export function crossImpact(
  moves: readonly Float64Array[],
  flows: readonly Float64Array[],
): Omit<CrossImpact, 'places'> | undefined {
  const matrix = kyleMatrix(sampleCovariance(moves), sampleCovariance(flows));
  if (matrix === undefined) return undefined;
  const forecasts = matrix.map((row) => combined(row, flows));
  const total = sumOver(moves, moves);
  const squares = sumOver(forecasts, forecasts);
  if (!(total > NEAREST && squares > NEAREST)) return undefined;
  const scale = sumOver(moves, forecasts) / squares;
  const perFlow = Array.from(matrix[0] as Float64Array, (each) => scale * each);
  const own = moves[0] as Float64Array;
  const deviation = sampleDeviation(combined(perFlow, flows).map((each, t) => each - (own[t] as number)));
  // The projection leaves of the squares what the forecast explains.
  return { perFlow, rSquared: Math.min(1, (scale * scale * squares) / total), deviation };
}

/** The same as a fit: the model is R squared, the deviation, then a place and its number for each instrument. */
export function fitCrossImpact({ data }: FitJob): FitModel | undefined {
  const places = data['places'] ?? new Float64Array();
  const moving = [...places].filter((place) => varies(data[`p${place}`]) && varies(data[`q${place}`]));
  if (moving.length < 2 || moving[0] !== 0) return undefined;
  const found = crossImpact(
    moving.map((place) => data[`p${place}`] as Float64Array),
    moving.map((place) => data[`q${place}`] as Float64Array),
  );
  if (found === undefined) return undefined;
  const pairs = moving.flatMap((place, i) => [place, found.perFlow[i] as number]);
  return [found.rSquared, found.deviation, ...pairs];
}

/** The model of {@link fitCrossImpact} by name. */
export function readCrossImpact([rSquared = 0, deviation = NaN, ...pairs]: FitModel): CrossImpact {
  return {
    rSquared,
    deviation,
    places: pairs.filter((_, i) => i % 2 === 0),
    perFlow: pairs.filter((_, i) => i % 2 === 1),
  };
}

const varies = (values: Float64Array | undefined): boolean =>
  values !== undefined && values.some((each) => each !== values[0]);

function combined(weights: ArrayLike<number>, series: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(series[0]?.length ?? 0);
  series.forEach((each, i) => {
    for (let t = 0; t < sum.length; t += 1) {
      sum[t] = (sum[t] as number) + (weights[i] as number) * (each[t] as number);
    }
  });
  return sum;
}

const sumOver = (a: readonly Float64Array[], b: readonly Float64Array[]): number =>
  a.reduce((sum, each, i) => sum + dotProduct(each, b[i] as Float64Array), 0);
