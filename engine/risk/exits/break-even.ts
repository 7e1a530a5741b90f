import type { BreakEvenExit } from '../../domain/risk/exit-plan.ts';
import {
  closeAll,
  type ExitMoment,
  type ExitWish,
  gainAt,
  type ManagedPosition,
  percent,
} from './managed-position.ts';

/**
 * Once a gain was reached, closes what falls back to the entry, as described, or corrected to the entry and what
 * the round trip costs: at the entry itself the fees would still be lost.
 */
export function breakEven(
  { activation, level }: BreakEvenExit,
  position: ManagedPosition,
  { closingTicks, roundTripCost }: ExitMoment,
): ExitWish | undefined {
  const kept = level === 'entry-with-cost' ? roundTripCost : 0;
  // Armed at the level itself it would close at once.
  if (gainAt(position, position.bestTicks) < activation || activation <= kept) return undefined;
  const gain = gainAt(position, closingTicks);
  return gain <= kept
    ? closeAll(position, `break-even: ${percent(gain)} left of a gain beyond ${percent(activation)}`)
    : undefined;
}
