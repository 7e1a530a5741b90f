import { useCallback, useSyncExternalStore } from 'react';
import type { LinkGroup } from './linked-instrument.ts';

/** What a panel with a time axis shows of an instrument. Unix ms. */
export interface VisibleRange {
  readonly instrument: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Which panel shows a range, and why it is another than before. */
export interface RangeSource {
  /** Names the panel. */
  readonly source: string;
  /** Whether a person moved it, and not the market. */
  readonly isMoved: boolean;
}

type Listener = () => void;
/** What each panel of a color shows; the one a person moved last comes last and counts. */
const ranges = new Map<LinkGroup, Map<string, VisibleRange>>();
const listeners = new Map<LinkGroup, Set<Listener>>();

/**
 * Tells the panels of a color what is on screen. Of several with a time axis the one counts that a person
 * moved last; the others may follow the market meanwhile.
 */
export function publishVisibleRange(
  group: LinkGroup,
  range: VisibleRange,
  { isMoved, source }: RangeSource,
): void {
  const shown = ranges.get(group) ?? new Map<string, VisibleRange>();
  ranges.set(group, shown);
  const counted = countedOf(group);
  const before = shown.get(source);
  const now = isSame(before, range) ? (before as VisibleRange) : range;
  if (isMoved) shown.delete(source);
  shown.set(source, now);
  tellUnless(counted, group);
}

/** Takes back what a panel showed, when it is closed or hidden. */
export function withdrawVisibleRange(group: LinkGroup, source: string): void {
  const counted = countedOf(group);
  ranges.get(group)?.delete(source);
  tellUnless(counted, group);
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
  const range = useSyncExternalStore(subscribe, () => countedOf(group));
  return range?.instrument === instrument ? range : undefined;
}

const countedOf = (group: LinkGroup): VisibleRange | undefined =>
  [...(ranges.get(group)?.values() ?? [])].at(-1);

function tellUnless(before: VisibleRange | undefined, group: LinkGroup): void {
  if (countedOf(group) === before) return;
  for (const listener of listeners.get(group) ?? []) listener();
}

const isSame = (before: VisibleRange | undefined, { fromMs, instrument, toMs }: VisibleRange): boolean =>
  before?.instrument === instrument && before.fromMs === fromMs && before.toMs === toMs;
