import { closeAll, type ExitMoment, type ExitWish, type ManagedPosition } from './managed-position.ts';

/** Closes what has been held for the longest time allowed, in ms. */
export function longestTime(
  longestMs: number,
  position: ManagedPosition,
  { time }: ExitMoment,
): ExitWish | undefined {
  const heldMs = time - position.openedAt;
  return heldMs >= longestMs
    ? closeAll(position, {
        code: 'plan-time',
        values: { heldSec: Math.round(heldMs / 1000), longestSec: Math.round(longestMs / 1000) },
      })
    : undefined;
}
