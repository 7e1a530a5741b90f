import type { BarPyramid } from './bar-pyramid.ts';
import { type BarRow, emptyRow, joinRow } from './bar-rows.ts';
import { type ChartBar, FIELD } from './chart-bar.ts';

/** The volume-weighted mean price since an anchor at the end of each point, and how far prices lie around it. */
export interface AnchoredVwapPoints {
  /** Place of the first bar of the first point. */
  readonly first: number;
  readonly merged: number;
  /** In quote units; the first points may lie before the anchor and are left out. */
  readonly vwap: Float64Array;
  /** Standard deviation of the price of each base unit traded, in quote units. */
  readonly deviation: Float64Array;
  /** Share of the volume whose prices are those of its trades; the rest has typical prices of minutes. */
  readonly tradedShare: number;
}

/** Which part of a history is wanted. */
export interface VwapRange {
  /** Place of the first bar that counts. */
  readonly anchor: number;
  readonly from: number;
  readonly to: number;
  readonly merged: number;
}

/** The line of a range of points of `merged` bars each. Bars before `anchor` do not count. */
export function anchoredVwap(bars: BarPyramid, { anchor, from, merged, to }: VwapRange): AnchoredVwapPoints {
  const begin = Math.max(anchor, bars.first, from);
  const end = Math.min(to, bars.total);
  const first = begin - (begin % merged);
  const count = end > begin ? Math.ceil((end - first) / merged) : 0;
  const vwap = new Float64Array(count);
  const deviation = new Float64Array(count);
  const sum = emptyRow();
  addRange(bars, sum, Math.max(anchor, bars.first), first);
  for (let point = 0; point < count; point += 1) {
    const place = first + point * merged;
    addRange(bars, sum, Math.max(anchor, place), place + merged);
    const { mean, spread } = meanOf(sum);
    vwap[point] = mean;
    deviation[point] = spread;
  }
  return { first, merged, vwap, deviation, tradedShare: tradedShareOf(sum) };
}

/** The line after one more bar, which is still open; undefined while nothing traded since the anchor. */
export function vwapWith(
  bars: BarPyramid,
  anchor: number,
  forming: ChartBar,
): { readonly vwap: number; readonly deviation: number } | undefined {
  const sum = emptyRow();
  addRange(bars, sum, anchor, bars.total);
  const row = emptyRow();
  row[FIELD.volumeBase] = forming.volumeBase;
  row[FIELD.paidQuote] = forming.paidQuote;
  row[FIELD.scatter] = forming.scatter;
  joinRow(sum, row);
  if (!((sum[FIELD.volumeBase] as number) > 0)) return undefined;
  const { mean, spread } = meanOf(sum);
  return { vwap: mean, deviation: spread };
}

function addRange(bars: BarPyramid, sum: BarRow, from: number, to: number): void {
  const row = bars.join(from, to);
  if (row !== undefined) joinRow(sum, row);
}

function meanOf(sum: BarRow): { readonly mean: number; readonly spread: number } {
  const volume = sum[FIELD.volumeBase] as number;
  if (!(volume > 0)) return { mean: sum[FIELD.close] as number, spread: 0 };
  return {
    mean: (sum[FIELD.paidQuote] as number) / volume,
    spread: Math.sqrt(Math.max(0, (sum[FIELD.scatter] as number) / volume)),
  };
}

function tradedShareOf(sum: BarRow): number {
  const volume = sum[FIELD.volumeBase] as number;
  return volume > 0 ? (sum[FIELD.knownBase] as number) / volume : 0;
}
