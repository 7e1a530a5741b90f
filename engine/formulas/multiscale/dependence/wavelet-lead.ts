import { haarDetails, sumOfPairs } from './haar-details.ts';

/** How one scale of a series goes before the same scale of another. */
export interface WaveletLead {
  /** Values of a detail. */
  readonly length: number;
  /** Steps by which it goes before. */
  readonly lag: number;
  readonly correlation: number;
  /** Change of the follower per unit of the leader's detail. */
  readonly gain: number;
}

/** Where a scale leads or follows most. */
export interface StrongestLag {
  readonly lag: number;
  readonly correlation: number;
}

/** The lag within `most` either way at which two series go together most, the first in order where equal. */
export function strongestLag(x: Float64Array, y: Float64Array, most: number): StrongestLag {
  let best = { lag: 0, correlation: 0 };
  const scale = Math.sqrt(squares(x)) * Math.sqrt(squares(y));
  for (let lag = -most; lag <= most; lag += 1) {
    const correlation = scale > 0 ? sumOfPairs(x, y, lag) / scale : NaN;
    if (Math.abs(correlation) > Math.abs(best.correlation)) best = { lag, correlation };
  }
  return best;
}

/** The scales of doubling lengths at which `leader` goes before `own` with a correlation of at least `least`. */
export function waveletLeads(
  own: Float64Array,
  leader: Float64Array,
  { least, levels, most }: { readonly levels: number; readonly most: number; readonly least: number },
): WaveletLead[] {
  return Array.from({ length: levels }, (_, level) => 2 ** (level + 1)).flatMap((length) => {
    const x = haarDetails(leader, length);
    const y = haarDetails(own, length);
    const { correlation, lag } = strongestLag(x, y, most);
    if (!(lag > 0) || !(Math.abs(correlation) >= least)) return [];
    return [{ length, lag, correlation, gain: correlation * Math.sqrt(squares(y) / squares(x)) }];
  });
}

function squares(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t += 1) sum += (values[t] as number) * (values[t] as number);
  return sum;
}
