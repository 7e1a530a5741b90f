import { useMemo, useSyncExternalStore } from 'react';
import type { ChartBarView } from '../../../engine/contract/chart-commands.ts';
import { CalmStore } from '../../engine-client/calm-store.ts';
import { subscribeView } from '../../engine-client/engine-view.ts';
import type { BarFeed } from './bar-feed.ts';

/** Numbers are read, not watched. */
const CALM_MS = 250;

/** The bar of a feed that has not closed, as of at most a quarter of a second ago. */
export function useFormingBar(feed: BarFeed): ChartBarView | undefined {
  const forming = useMemo(
    () => new CalmStore(CALM_MS, { now: () => feed.forming, subscribe: subscribeView }),
    [feed],
  );
  return useSyncExternalStore(forming.subscribe, () => forming.now);
}
