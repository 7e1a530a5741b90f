import { laggedCovariance, type TimedMoves } from '../../../numerics/hayashi-yoshida.ts';

/** How far one price is ahead of another. */
export interface LeadLag {
  readonly seconds: number;
  /** Covariance at that lag over the variance of the one ahead. */
  readonly slope: number;
  readonly correlation: number;
}

/**
 * The lag of the largest covariance, the shorter of equal ones; above zero `x` is ahead of `y`. Undefined
 * where one of them did not move.
 */
export function leadLag(x: TimedMoves, y: TimedMoves, seconds: readonly number[]): LeadLag | undefined {
  const varianceX = squares(x.sizes);
  const varianceY = squares(y.sizes);
  if (!(varianceX > 0) || !(varianceY > 0)) return undefined;
  let best = { seconds: 0, covariance: 0 };
  for (const each of seconds.toSorted((a, b) => Math.abs(a) - Math.abs(b))) {
    const covariance = laggedCovariance(x, y, 1000 * each);
    if (Math.abs(covariance) > Math.abs(best.covariance)) best = { seconds: each, covariance };
  }
  const { covariance } = best;
  return {
    seconds: best.seconds,
    slope: covariance / varianceX,
    correlation: covariance / Math.sqrt(varianceX * varianceY),
  };
}

const squares = (values: Float64Array) => values.reduce((sum, each) => sum + each * each, 0);
