import type { FromEngine } from '../contract/host-control.ts';
import { badgeOf } from '../domain/session/mode.ts';
import { openPositionCount } from './kernel-rooms.ts';
import type { Session } from './session.ts';

/** What the host shows in menus and asks about on quit. */
export function hostState({ description, kernel }: Session): Extract<FromEngine, { type: 'state' }> {
  return {
    type: 'state',
    runningStrategies: kernel.rooms.runners.size,
    openPositions: openPositionCount(kernel.rooms),
    tradingState: kernel.tradingState,
    badge: badgeOf(description.mode, description.source),
  };
}
