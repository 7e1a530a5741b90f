import { useEffect } from 'react';
import { type FlowBar, type KnownBars, placeOfTime } from '../../charts/flow/flow-bar.ts';
import { crosshairOf, publishCrosshair, withdrawCrosshair } from '../../linking/crosshair.ts';
import type { LinkGroup } from '../../linking/linked-instrument.ts';
import { publishVisibleRange, withdrawVisibleRange } from '../../linking/visible-range.ts';
import type { Cell, Scene } from './scene.ts';

/** What links a footprint to the other panels of its color. */
export interface Linked {
  readonly group: LinkGroup;
  readonly instrument: string;
  readonly tick: number;
  readonly rowTicks: number;
  /** Names this panel among those of its color. */
  readonly source: string;
}

/** Tells the other panels of the color where a person points, and when this one is gone. */
export function useSharedCell(
  cell: Cell | undefined,
  known: KnownBars,
  { group, instrument, rowTicks, source, tick }: Linked,
): void {
  const timeMs = known.bars.find(({ number }) => number === cell?.bar)?.openTimeMs;
  const price = cell && (cell.ticks + (rowTicks - 1) / 2) * tick;
  useEffect(() => {
    if (timeMs === undefined || price === undefined) withdrawCrosshair(group, source);
    else publishCrosshair(group, { instrument, timeMs, price, source });
    return () => withdrawCrosshair(group, source);
  }, [group, instrument, timeMs, price, source]);
  useEffect(() => () => withdrawVisibleRange(group, source), [group, source]);
}

/** Where another panel of the color points, as a place here. */
export function linkedPlace(
  { bars }: KnownBars,
  { group, instrument, source, tick }: Linked,
): Scene['linked'] {
  const point = crosshairOf(group);
  if (point === undefined || point.source === source || point.instrument !== instrument) return undefined;
  const bar = bars[placeOfTime(bars, point.timeMs)];
  const ticks = point.price === undefined ? undefined : Math.round(point.price / tick);
  return bar && { bar: bar.number, ticks };
}

/** Tells profiles of the color what is on screen. */
export function shareRange(
  { group, instrument, source }: Linked,
  bars: readonly FlowBar[],
  isMoved: boolean,
): void {
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return;
  const range = { instrument, fromMs: first.openTimeMs, toMs: last.endTimeMs };
  publishVisibleRange(group, range, { source, isMoved });
}
