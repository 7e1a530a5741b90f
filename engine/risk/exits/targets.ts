import type { TargetExit } from '../../domain/risk/exit-plan.ts';
import { type ExitMoment, type ExitWish, gainAt, type ManagedPosition } from './managed-position.ts';

/**
 * Takes a share of the largest size at each gain, nearest first. What would be left below the venue's smallest
 * order goes along: it could not be closed by itself.
 */
export function targets(
  { gains, share }: TargetExit,
  position: ManagedPosition,
  { closingTicks, minLots }: ExitMoment,
): ExitWish | undefined {
  const { firstLots, lots, targetsTaken } = position;
  const target = gains[targetsTaken];
  if (target === undefined || gainAt(position, closingTicks) < target) return undefined;
  const wanted = Math.max(minLots, Math.floor(firstLots * share));
  // The last of parts that make a whole takes what rounding has left.
  const isLast = targetsTaken === gains.length - 1 && share * gains.length >= 1;
  const size = isLast ? lots : lots - wanted < Math.max(1, minLots) ? lots : wanted;
  return {
    lots: size,
    reason: {
      code: 'plan-target-taken',
      values: { target: targetsTaken + 1, of: gains.length, gain: target },
    },
    takesTarget: true,
  };
}
