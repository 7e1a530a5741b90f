import { useMemo, useSyncExternalStore } from 'react';
import { useEngineView } from '../engine-view.ts';
import { type Past, type PastList, type PastRow, PastRows } from './past-rows.ts';

/** A list of the open session with the way to its older rows. */
export function usePastRows<List extends PastList>(
  list: List,
): Past<PastRow<List>> & { readonly older: () => Promise<void> } {
  const session = useEngineView((view) => view.session.sessionId);
  // Another session is another journal.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const past = useMemo(() => new PastRows(list), [list, session]);
  return { ...useSyncExternalStore(past.subscribe, past.now), older: past.older };
}
