/** Drift and volatility of a path per step, and how far above and below its beginning the barriers lie. */
export interface TwoBarriers {
  readonly drift: number;
  readonly volatility: number;
  readonly above: number;
  readonly below: number;
}

/**
 * Probability that a Brownian path reaches the barrier above before the one below, without a limit of time.
 * Without drift it is the share of the distance that lies below.
 */
export function firstAbove({ above, below, drift, volatility }: TwoBarriers): number {
  const pull = (2 * drift) / (volatility * volatility);
  const whole = above + below;
  if (Math.abs(pull * whole) < 1e-12) return below / whole;
  // Both forms are the same number; each is written with powers that do not overflow on its side.
  if (pull > 0) return Math.expm1(-pull * below) / Math.expm1(-pull * whole);
  return (Math.exp(pull * above) * Math.expm1(pull * below)) / Math.expm1(pull * whole);
}
