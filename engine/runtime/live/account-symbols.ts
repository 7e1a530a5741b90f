import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import { LIVE_VENUES, type LiveVenue } from '../../domain/instrument/live-venues.ts';
import type { StoredSession } from '../../journal/session-store.ts';
import { initialStateOf } from '../kernel-state.ts';

/** What an account at a venue trades: what the person follows there already, or else what everybody begins with. */
export const symbolsAt = (
  venue: LiveVenue,
  market: { readonly source: string; readonly venue?: LiveVenue; readonly symbols?: readonly string[] },
): readonly string[] => (market.venue === venue ? market.symbols : undefined) ?? LIVE_VENUES[venue].symbols;

/** What the last session of an account still traded as it ended: it has to be watched whatever is followed now. */
export function symbolsInUse(previous: StoredSession | undefined): readonly string[] {
  if (previous === undefined) return [];
  const { checkpoint, description } = previous;
  const initialState = checkpoint?.state ?? description.initialState;
  const state = initialState === undefined ? undefined : initialStateOf({ ...description, initialState });
  if (state?.venue === undefined || !('venue' in state.venue)) return [];
  const { external, orders } = state.venue;
  const inUse = new Set<InstrumentId>([
    ...state.ledger.positions.map(({ instrument }) => instrument),
    ...orders.open.map(({ order }) => order.instrument),
    ...external.filter(([, lots]) => lots !== 0).map(([instrument]) => instrument),
    ...state.runs.map(({ instrument }) => instrument),
  ]);
  return description.instruments.filter(({ id }) => inUse.has(id)).map(({ symbol }) => symbol);
}
