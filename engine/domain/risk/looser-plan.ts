import type { ExitPlan, MinimumHold, TargetExit } from './exit-plan.ts';

/**
 * Whether a plan protects less than it did: a part is gone, or closes later or farther away. A part that is new only
 * ever closes sooner. Fits of the way back to a mean cannot be compared: another one may protect less.
 */
export function isLooserPlan(from: ExitPlan = {}, to: ExitPlan = {}): boolean {
  return (
    isLaterTrailing(from, to) ||
    isLaterBreakEven(from, to) ||
    (from.longestMs !== undefined && !(to.longestMs !== undefined && to.longestMs <= from.longestMs)) ||
    (from.targets !== undefined && isFarther(from.targets, to.targets)) ||
    isWider(from, to) ||
    (from.reversion !== undefined && JSON.stringify(to.reversion) !== JSON.stringify(from.reversion))
  );
}

/** Whether exits that protect may be held back, or longer than before. What only a strategy wishes may always wait. */
export function isLooserHold(from: MinimumHold | undefined, to: MinimumHold | undefined): boolean {
  if (to?.blocksProtection !== true) return false;
  return from?.blocksProtection !== true || to.ms > from.ms;
}

function isLaterTrailing({ trailing: from }: ExitPlan, { trailing: to }: ExitPlan): boolean {
  if (from === undefined) return false;
  return to === undefined || to.activation > from.activation || to.distance > from.distance;
}

function isLaterBreakEven({ breakEven: from }: ExitPlan, { breakEven: to }: ExitPlan): boolean {
  if (from === undefined) return false;
  const givesCostUp = from.level === 'entry-with-cost' && to?.level === 'entry';
  return to === undefined || to.activation > from.activation || givesCostUp;
}

function isFarther(from: TargetExit, to: TargetExit | undefined): boolean {
  if (to === undefined || to.share < from.share) return true;
  return from.gains.some((gain, i) => !((to.gains[i] ?? Infinity) <= gain));
}

function isWider({ asymmetric: from }: ExitPlan, { asymmetric: to }: ExitPlan): boolean {
  if (from === undefined) return false;
  return to === undefined || to.stop > from.stop || to.target > from.target;
}
