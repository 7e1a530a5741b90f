const YEAR_MS = 31_536_000_000;

/**
 * What a position is multiplied by so that it moves no more than `target` a year: `target` over the
 * volatility of one period scaled to a year of 365 days, at most 1. 1 where nothing moves.
 */
export function volatilityScale(target: number, periodVolatility: number, periodMs: number): number {
  return Math.min(1, target / (periodVolatility * Math.sqrt(YEAR_MS / periodMs)));
}
