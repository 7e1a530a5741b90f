import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { OutsideNumber } from '../../domain/market/market-event.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import type { Session } from '../session.ts';

/** Whether a session plays the past back. */
export const isPlayedBack = ({ mode, source }: Pick<SessionDescription, 'mode' | 'source'>): boolean =>
  mode === 'replay' || mode === 'backtest' || source === 'recorded';

/** Why a session is told no number from outside now; empty when it is told them. */
export function whyNotTold({ description, kernel }: Session): string {
  if (isPlayedBack(description)) return 'a replay is told nothing: it may know only what was known then';
  return kernel.hasBegun ? '' : 'the history of the market is still being read';
}

/** Beside which instrument a number is told that speaks of none: bitcoin where there is one. */
export const besideWhich = (instruments: readonly Instrument[]): Instrument | undefined =>
  instruments.find(({ base }) => base === 'BTC') ?? instruments[0];

/** Tells a session a number from outside as an event of its market, so that a replay of it hears the same at the same moment. */
export function tellOutside(
  session: Session,
  told: Pick<OutsideNumber, 'instrument' | 'name' | 'value'>,
): void {
  // Events of the market that are due already come after it, with times from here on.
  const { time } = session.kernel;
  session.take({ kind: 'outside-number', ...told, time, venueTime: time });
}
