import type { LiveAccountView } from '../../contract/views.ts';
import type { Session } from '../session.ts';

/** How the real account of a session stands; null where nothing real is traded. */
export function liveAccountView({ description, kernel }: Session): LiveAccountView | null {
  const { account, traits } = description.live ?? {};
  if (account === undefined || traits === undefined) return null;
  const { armed, venue } = kernel.rooms;
  const { frozen, phase } = venue.conditions();
  return {
    accountName: account.name,
    venue: account.venue,
    armedUntilMs: armed.until ?? null,
    warmUpLeft: armed.warmUpLeft,
    phase,
    frozenInstruments: frozen,
    amendsInPlace: traits.amendsInPlace,
    unknownOrders: venue.openOrders().filter(({ status }) => status === 'unknown').length,
  };
}
