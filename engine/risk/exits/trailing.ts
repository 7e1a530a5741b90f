import type { TrailingExit } from '../../domain/risk/exit-plan.ts';
import { type ExitMoment, type ExitWish, gainAt, type ManagedPosition, stopOut } from './managed-position.ts';
import { signOf } from '../../domain/order/side.ts';

/** Once a gain was reached, closes what falls back from its best price by the distance, a fraction of that price. */
export function trailing(
  { activation, distance }: TrailingExit,
  position: ManagedPosition,
  { closingTicks }: ExitMoment,
): ExitWish | undefined {
  const best = gainAt(position, position.bestTicks);
  if (best < activation) return undefined;
  const given = (signOf(position.side) * (position.bestTicks - closingTicks)) / position.bestTicks;
  return given >= distance
    ? stopOut(position, { code: 'plan-trailing', values: { given, best } })
    : undefined;
}

/** Where a stop would have to stand to keep what `trailing` keeps, in ticks; undefined before it follows. */
export function trailingStopAt(
  { activation, distance }: TrailingExit,
  position: ManagedPosition,
): number | undefined {
  if (gainAt(position, position.bestTicks) < activation) return undefined;
  return position.bestTicks * (1 - signOf(position.side) * distance);
}
