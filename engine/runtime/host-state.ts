import type { FromEngine } from '../contract/host-control.ts';
import { badgeOf } from '../domain/session/mode.ts';
import type { Session } from './session.ts';

/** What the host shows in menus and asks about on quit. */
export function hostState({ description, kernel }: Session): Extract<FromEngine, { type: 'state' }> {
  const { ledger, runners } = kernel.rooms;
  return {
    type: 'state',
    runningStrategies: runners.size,
    openPositions: ledger.positions().filter((position) => position.signedLots !== 0).length,
    tradingState: kernel.tradingState,
    badge: badgeOf(description.mode, description.source),
  };
}
