import { ROW_MARKS, ROW_WIDTH } from '../../domain/market/footprint-row.ts';
import type { Footprint } from './footprint-builder.ts';
import { type FootprintMarkSettings, footprintMarks } from './footprint-marks.ts';

/** A footprint with its rows packed and marked, as it is kept and sent. */
export interface MarkedFootprint extends Omit<Footprint, 'rows'> {
  /** Lowest tick of the row with the most volume; undefined for a bar without rows. */
  readonly pointOfControl: number | undefined;
  /** `ROW_WIDTH` numbers for each row that traded, lowest first. */
  readonly rows: Float64Array;
}

/** Packs a footprint; `rowTicks` is the height of its rows. */
export function markedFootprint(
  footprint: Footprint,
  rowTicks: number,
  settings: FootprintMarkSettings,
): MarkedFootprint {
  const { rows, ...totals } = footprint;
  const marks = footprintMarks(rows, rowTicks, settings);
  const packed = new Float64Array(rows.length * ROW_WIDTH);
  rows.forEach(({ ticks, buyLots, sellLots }, place) =>
    packed.set([ticks, buyLots, sellLots], place * ROW_WIDTH),
  );
  const mark = (place: number | undefined, bit: number) => {
    const at = place === undefined ? -1 : place * ROW_WIDTH + 3;
    if (at >= 0 && at < packed.length) packed[at] = (packed[at] as number) | bit;
  };
  const markRun = ([first, last]: readonly [number, number], bit: number) => {
    for (let place = first; place <= last; place += 1) mark(place, bit);
  };
  for (const place of marks.buys) mark(place, ROW_MARKS.buys);
  for (const place of marks.sells) mark(place, ROW_MARKS.sells);
  for (const run of marks.stackedBuys) markRun(run, ROW_MARKS.stackedBuys);
  for (const run of marks.stackedSells) markRun(run, ROW_MARKS.stackedSells);
  mark(marks.pointOfControl, ROW_MARKS.pointOfControl);
  if (marks.isUnfinishedLow) mark(0, ROW_MARKS.unfinished);
  if (marks.isUnfinishedHigh) mark(rows.length - 1, ROW_MARKS.unfinished);
  const peak = marks.pointOfControl === undefined ? undefined : rows[marks.pointOfControl]?.ticks;
  return { ...totals, pointOfControl: peak, rows: packed };
}
