import { normalCdf } from '../../../numerics/normal-distribution.ts';

/** The implied volatility of one option, by its delta. */
export interface DeltaPoint {
  /** Above zero for a call, below for a put. */
  readonly delta: number;
  /** As a fraction per root year. */
  readonly volatility: number;
}

/**
 * What an option gains when the future gains 1, not discounted and without adjustment for the premium.
 * Source: Black (1976), The pricing of commodity contracts, Journal of Financial Economics 3.
 */
export function blackDelta({
  forward,
  kind,
  strike,
  volatility,
  years,
}: {
  readonly forward: number;
  readonly kind: 'call' | 'put';
  readonly strike: number;
  readonly volatility: number;
  readonly years: number;
}): number {
  const deviation = volatility * Math.sqrt(years);
  const call = normalCdf(Math.log(forward / strike) / deviation + deviation / 2);
  return kind === 'call' ? call : call - 1;
}

/** The volatility at a delta, even between the two options around it; undefined where they do not reach it. */
export function volatilityAtDelta(points: readonly DeltaPoint[], delta: number): number | undefined {
  const sorted = points.toSorted((a, b) => a.delta - b.delta);
  const above = sorted.findIndex((point) => point.delta >= delta);
  const high = sorted[above];
  if (high === undefined) return undefined;
  if (high.delta === delta) return high.volatility;
  const low = sorted[above - 1];
  if (low === undefined) return undefined;
  const share = (delta - low.delta) / (high.delta - low.delta);
  return low.volatility + share * (high.volatility - low.volatility);
}
