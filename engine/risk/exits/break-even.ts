import { signOf } from '../../domain/order/side.ts';
import type { BreakEvenExit } from '../../domain/risk/exit-plan.ts';
import { type ExitMoment, type ExitWish, gainAt, type ManagedPosition, stopOut } from './managed-position.ts';

/**
 * Once a gain was reached, closes what falls back to the entry, as described, or corrected to the entry and what
 * the round trip costs: at the entry itself the fees would still be lost.
 */
export function breakEven(
  { activation, level }: BreakEvenExit,
  position: ManagedPosition,
  { closingTicks, roundTripCost }: ExitMoment,
): ExitWish | undefined {
  const kept = keptGain({ activation, level }, position, roundTripCost);
  if (kept === undefined) return undefined;
  const gain = gainAt(position, closingTicks);
  return gain <= kept
    ? stopOut(position, { code: 'plan-break-even', values: { left: gain, activation } })
    : undefined;
}

/** Where a stop would have to stand to keep what `breakEven` keeps, in ticks; undefined before it is armed. */
export function breakEvenStopAt(
  exit: BreakEvenExit,
  position: ManagedPosition,
  { roundTripCost }: Pick<ExitMoment, 'roundTripCost'>,
): number | undefined {
  const kept = keptGain(exit, position, roundTripCost);
  return kept === undefined ? undefined : position.entryTicks * (1 + signOf(position.side) * kept);
}

/** The gain that is kept once that of its activation was reached; undefined before. */
function keptGain(
  { activation, level }: BreakEvenExit,
  position: ManagedPosition,
  roundTripCost: number,
): number | undefined {
  const kept = level === 'entry-with-cost' ? roundTripCost : 0;
  // Armed at the level itself it would close at once.
  const isArmed = gainAt(position, position.bestTicks) >= activation && activation > kept;
  return isArmed ? kept : undefined;
}
