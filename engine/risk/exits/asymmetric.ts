import type { AsymmetricExit } from '../../domain/risk/exit-plan.ts';
import {
  closeAll,
  type ExitMoment,
  type ExitWish,
  gainAt,
  type ManagedPosition,
  stopOut,
} from './managed-position.ts';

/** A fixed stop and a fixed target from the entry, such as 0.5 % against 1.5 %. */
export function asymmetric(
  { stop, target }: AsymmetricExit,
  position: ManagedPosition,
  { closingTicks }: ExitMoment,
): ExitWish | undefined {
  const gain = gainAt(position, closingTicks);
  if (gain >= target) return closeAll(position, { code: 'plan-target', values: { gain: target } });
  return gain <= -stop ? stopOut(position, { code: 'plan-stop', values: { loss: stop } }) : undefined;
}
