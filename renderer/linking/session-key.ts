import type { InstrumentView } from '../../engine/contract/views.ts';
import { useEngineView } from '../engine-client/engine-view.ts';

/**
 * The key of what shows an instrument of the open session: with another session, or another instrument,
 * everything begins anew, so that no number of the one before stays on screen.
 */
export function useSessionKey(instrument: InstrumentView | undefined): string {
  const session = useEngineView((view) => view.session.sessionId);
  return `${session} ${instrument?.id ?? ''}`;
}
