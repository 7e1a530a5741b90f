import type { ExitPlan } from '../../domain/risk/exit-plan.ts';
import { asymmetric } from './asymmetric.ts';
import { breakEven } from './break-even.ts';
import { longestTime } from './longest-time.ts';
import type { ExitMoment, ExitWish, ManagedPosition } from './managed-position.ts';
import { reversion } from './reversion.ts';
import { targets } from './targets.ts';
import { trailing } from './trailing.ts';

/** What a plan wants closed now; what protects is asked before what gains. */
export function planExit(
  plan: ExitPlan,
  position: ManagedPosition,
  moment: ExitMoment,
): ExitWish | undefined {
  return (
    (plan.asymmetric && asymmetric(plan.asymmetric, position, moment)) ??
    (plan.trailing && trailing(plan.trailing, position, moment)) ??
    (plan.breakEven && breakEven(plan.breakEven, position, moment)) ??
    (plan.longestMs === undefined ? undefined : longestTime(plan.longestMs, position, moment)) ??
    (plan.targets && targets(plan.targets, position, moment)) ??
    (plan.reversion && reversion(position, moment))
  );
}
