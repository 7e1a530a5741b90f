import type { FromEngine } from '../../engine/contract/host-control.ts';
import { LIVE_VENUES } from '../../engine/domain/instrument/live-venues.ts';

type EngineState = Extract<FromEngine, { type: 'state' }>;

/**
 * What the system shows of the window in title bar and task bar: what is traded, so that it can be seen while the page
 * hangs or lies behind other windows.
 */
export function modeTitle({ account, badge }: Pick<EngineState, 'account' | 'badge'>): string {
  if (account === null) return `${badge} – Edgewright`;
  const word = account.isArmed ? 'LIVE' : 'LIVE READ';
  return `${word} – ${account.accountName} at ${LIVE_VENUES[account.venue].title} – Edgewright`;
}
