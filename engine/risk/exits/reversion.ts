import { exitLevel, type OuStopping } from '../../numerics/ou-stopping.ts';
import { ornsteinUhlenbeckFit } from '../../numerics/ornstein-uhlenbeck.ts';
import { type Side, signOf } from '../../domain/order/side.ts';
import { closeAll, type ExitMoment, type ExitWish, type ManagedPosition } from './managed-position.ts';

/** Below this spread of the process there is no noise to wait for. */
const LEAST_DEVIATION = 1e-12;

/** What a level is fitted with: log prices of closed bars, the discount a bar, and the cost of getting out. */
export interface ReversionFit {
  readonly logPrices: ArrayLike<number>;
  readonly discount: number;
  /** As a fraction of the price. */
  readonly exitCost: number;
}

/**
 * The price at which a position is best closed while its price is pulled back to a mean: above the mean for a
 * long one, below for a short one. Undefined where no pull was found, or none that pays the cost.
 *
 * Source: Leung & Li (2015), Optimal Mean Reversion Trading with Transaction Costs and Stop-Loss Exit.
 */
export function reversionLevel(
  side: Side,
  { discount, exitCost, logPrices }: ReversionFit,
): number | undefined {
  const fit = ornsteinUhlenbeckFit(logPrices);
  if (fit === undefined || fit.deviation <= LEAST_DEVIATION) return undefined;
  const terms: OuStopping = {
    mu: fit.speed,
    theta: 0,
    sigma: fit.deviation * Math.sqrt(2 * fit.speed),
    r: discount,
    c: exitCost,
  };
  const level = exitLevel(terms);
  return level === undefined ? undefined : Math.exp(fit.mean + signOf(side) * level);
}

/** Closes at the level that was fitted. */
export function reversion(
  position: ManagedPosition,
  { closingTicks, reversionTicks }: ExitMoment,
): ExitWish | undefined {
  if (reversionTicks === undefined) return undefined;
  const beyond = signOf(position.side) * (closingTicks - reversionTicks);
  return beyond >= 0 ? closeAll(position, { code: 'beyond-its-mean' }) : undefined;
}
