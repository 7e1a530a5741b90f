import type { ExitPlan } from '../../domain/risk/exit-plan.ts';
import { signOf } from '../../domain/order/side.ts';
import { type Ticks, ticks } from '../../domain/units/ticks.ts';
import { breakEvenStopAt } from './break-even.ts';
import type { ExitMoment, ManagedPosition } from './managed-position.ts';
import { trailingStopAt } from './trailing.ts';

/**
 * Where a stop at the venue has to stand for what a plan protects: the tightest of its parts, on the tick that
 * closes no later than the plan would. Undefined while no part of it asks for one.
 */
export function planStop(
  { asymmetric, breakEven, trailing }: ExitPlan,
  position: ManagedPosition,
  moment: Pick<ExitMoment, 'roundTripCost'>,
): Ticks | undefined {
  const sign = signOf(position.side);
  const places = [
    trailing && trailingStopAt(trailing, position),
    breakEven && breakEvenStopAt(breakEven, position, moment),
    asymmetric && position.entryTicks * (1 - sign * asymmetric.stop),
  ].filter((at) => at !== undefined);
  if (places.length === 0) return undefined;
  const at = sign > 0 ? Math.ceil(Math.max(...places)) : Math.floor(Math.min(...places));
  return at > 0 ? ticks(at) : undefined;
}
