import { useCallback, useSyncExternalStore } from 'react';
import type { LinkGroup } from './linked-instrument.ts';

/** What a panel with a time axis shows of an instrument. Unix ms. */
export interface VisibleRange {
  readonly instrument: string;
  readonly fromMs: number;
  readonly toMs: number;
}

type Listener = () => void;
const ranges = new Map<LinkGroup, VisibleRange>();
const listeners = new Map<LinkGroup, Set<Listener>>();

/** Tells the panels of a color what is on screen in the one a person moved or looks at last. */
export function publishVisibleRange(group: LinkGroup, range: VisibleRange): void {
  const before = ranges.get(group);
  const { fromMs, instrument, toMs } = range;
  if (before?.instrument === instrument && before.fromMs === fromMs && before.toMs === toMs) return;
  ranges.set(group, range);
  for (const listener of listeners.get(group) ?? []) listener();
}

/** What the color shows of an instrument; undefined while no panel of it has a time axis. */
export function useVisibleRange(group: LinkGroup, instrument: string): VisibleRange | undefined {
  const subscribe = useCallback(
    (listener: Listener) => {
      const heard = listeners.get(group) ?? new Set();
      listeners.set(group, heard.add(listener));
      return () => void heard.delete(listener);
    },
    [group],
  );
  const range = useSyncExternalStore(subscribe, () => ranges.get(group));
  return range?.instrument === instrument ? range : undefined;
}
