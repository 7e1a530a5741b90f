import { useEffect, useMemo, useState } from 'react';
import type { BarSeries } from '../../charts/bar-series.ts';
import { FREE_SLOTS, newestRange, pannedRange, type VisibleRange, zoomedRange } from './chart-window.ts';

const FIRST_VISIBLE = 120;
/** Older bars are fetched when the left edge comes this close. */
const FETCH_MARGIN = 60;

/** What the person has panned or zoomed to, and the history it was measured on. */
interface Held {
  readonly range: VisibleRange;
  readonly count: number;
  readonly first: number;
  readonly jump: number;
}

/**
 * The visible part of the history. It follows the market at its end and fetches more at its
 * beginning; a jump lets go of what the person had panned to.
 */
export function useVisibleRange(series: BarSeries, jump: number, loadOlder: () => Promise<void>) {
  const count = series.bars.length;
  const first = series.bars[0]?.openTimeMs ?? 0;
  const [held, setHeld] = useState<Held | undefined>();
  const isHeld = held !== undefined && held.jump === jump;
  const { from, to } = isHeld
    ? adjusted(held, { count, first }, series.intervalMs)
    : newestRange(count, FIRST_VISIBLE);
  // The same range is the same object, so that the chart is not drawn again for nothing.
  const range = useMemo(() => ({ from, to }), [from, to]);

  useEffect(() => {
    if (from < FETCH_MARGIN) void loadOlder();
  }, [from, loadOlder]);

  const hold = (next: VisibleRange) => setHeld({ range: next, count, first, jump });
  return {
    range,
    pan: (bars: number) => hold(pannedRange(range, bars, count)),
    zoom: (factor: number, around: number) => hold(zoomedRange(range, factor, around, count)),
  };
}

/** The held range on a history that may have grown at either end since. */
export function adjusted(
  held: Pick<Held, 'range' | 'count' | 'first'>,
  now: Pick<Held, 'count' | 'first'>,
  intervalMs: number,
): VisibleRange {
  const older = Math.max(0, Math.round((held.first - now.first) / intervalMs));
  const newer = Math.max(0, now.count - held.count - older);
  const moved = older + (held.range.to >= held.count + FREE_SLOTS ? newer : 0);
  return { from: held.range.from + moved, to: held.range.to + moved };
}
