import type { FromEngine } from '../contract/host-control.ts';
import { badgeOf } from '../domain/session/mode.ts';
import { openPositionCount } from './kernel-rooms.ts';
import type { OpenedSession } from './opened-session.ts';

type Shown = Pick<OpenedSession, 'account' | 'session'>;

/** What the host shows in menus and asks about on quit. */
function hostState({
  account,
  session: { description, kernel },
}: Shown): Extract<FromEngine, { type: 'state' }> {
  return {
    type: 'state',
    runningStrategies: kernel.rooms.runners.size,
    openPositions: openPositionCount(kernel.rooms),
    tradingState: kernel.tradingState,
    badge: badgeOf(description.mode, description.source),
    account: account === undefined ? null : { ...account, isArmed: kernel.rooms.armed.isArmed },
  };
}

/** Tells the host where a session stands, whenever that has changed. */
export class StateTeller {
  readonly #tell: (message: FromEngine) => void;
  #last = '';

  constructor(tell: (message: FromEngine) => void) {
    this.#tell = tell;
  }

  tell(open: Shown): void {
    const state = hostState(open);
    const text = JSON.stringify(state);
    if (text !== this.#last) this.#tell(state);
    this.#last = text;
  }
}
