/** An order to be worked off, and what trading it costs. Sizes in base units, prices in quote units. */
export interface LiquidationProblem {
  readonly size: number;
  /** Seconds it takes, and the number of equal slices. */
  readonly horizon: number;
  readonly slices: number;
  /** Aversion to variance, per quote unit. */
  readonly lam: number;
  /** Price volatility per root of a second. */
  readonly sigma: number;
  /** Temporary impact: price per base unit a second. Permanent impact: price per base unit. */
  readonly eta: number;
  readonly gam: number;
}

/**
 * How fast the best trajectory decays, per second: 0 is a straight line. NaN where permanent impact
 * outweighs the temporary one.
 *
 * Source: Almgren & Chriss (2000), Optimal Execution of Portfolio Transactions, J. Risk 3.
 */
export function urgencyOf({
  eta,
  gam,
  horizon,
  lam,
  sigma,
  slices,
}: Omit<LiquidationProblem, 'size'>): number {
  const tau = horizon / slices;
  const net = eta - (gam * tau) / 2;
  if (!(net > 0)) return NaN;
  return Math.acosh(1 + ((tau * tau) / 2) * ((lam * sigma * sigma) / net)) / tau;
}

/** What is left to trade `remaining` seconds before the end, of one unit left `whole` seconds before it. */
export function shareLeft(kappa: number, remaining: number, whole: number): number {
  const near = kappa * remaining;
  const far = kappa * whole;
  if (far < 1e-6) return remaining / whole;
  // As exponentials the hyperbolic sines stay finite however urgent the order is.
  return Math.exp(near - far) * (Math.expm1(-2 * near) / Math.expm1(-2 * far));
}

/** Holdings at the ends of the slices, the whole size first and 0 last. */
export function optimalHoldings(problem: LiquidationProblem): number[] {
  const { horizon, size, slices } = problem;
  const kappa = urgencyOf(problem);
  return Array.from(
    { length: slices + 1 },
    (_, j) => size * shareLeft(kappa, (horizon * (slices - j)) / slices, horizon),
  );
}

/** Expected cost of a trajectory in quote units where a trade costs `fixed` per base unit besides, and its variance. */
export function trajectoryCost(
  { eta, gam, horizon, sigma, slices }: LiquidationProblem,
  holdings: readonly number[],
  fixed: number,
): { cost: number; variance: number } {
  const tau = horizon / slices;
  const net = eta - (gam * tau) / 2;
  let cost = (gam * (holdings[0] ?? 0) ** 2) / 2;
  let squares = 0;
  holdings.slice(1).forEach((held, j) => {
    const traded = (holdings[j] ?? 0) - held;
    cost += fixed * Math.abs(traded) + (net / tau) * traded * traded;
    squares += held * held;
  });
  return { cost, variance: sigma * sigma * tau * squares };
}
