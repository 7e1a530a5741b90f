import { FLOW_BAR_FIELDS } from '../../contract/flow-columns.ts';
import type { FlowBars } from '../../contract/footprint-commands.ts';
import { ROW_WIDTH } from '../../domain/market/footprint-row.ts';
import type { MarkedFootprint } from '../../market/profile/marked-footprint.ts';
import type { FootprintBook } from './footprint-books.ts';

/** A packed part of a book: its bars from number `from` up to but without `until`, the forming one included. */
export function flowBars(
  book: FootprintBook,
  { from, until = Infinity }: { readonly from: number; readonly until?: number },
  isComplete: boolean,
): FlowBars {
  const { series } = book;
  const { closedBars, firstBar: oldestBar, forming } = series;
  const firstBar = Math.max(from, oldestBar);
  const bars = [...series.closed(firstBar, Math.min(until, closedBars))];
  if (forming !== undefined && closedBars >= firstBar && closedBars < until) bars.push(forming);
  return {
    generation: book.generation,
    firstBar,
    closedBars,
    oldestBar,
    ...packed(bars),
    cvdBeganAtMs: series.cvdBeganAt ?? null,
    isComplete,
  };
}

function packed(bars: readonly MarkedFootprint[]): Pick<FlowBars, 'totals' | 'rowEnds' | 'rows'> {
  const totals = new Float64Array(bars.length * FLOW_BAR_FIELDS.length);
  const rowEnds = new Uint32Array(bars.length);
  const rows = new Float64Array(bars.reduce((sum, bar) => sum + bar.rows.length, 0));
  let end = 0;
  bars.forEach((bar, at) => {
    totals.set(numbersOf(bar), at * FLOW_BAR_FIELDS.length);
    rows.set(bar.rows, end);
    end += bar.rows.length;
    rowEnds[at] = end / ROW_WIDTH;
  });
  return { totals, rowEnds, rows };
}

/** In the order of `FLOW_BAR_FIELDS`. */
const numbersOf = (bar: MarkedFootprint): number[] => [
  bar.openTime,
  bar.endTime,
  bar.open,
  bar.high,
  bar.low,
  bar.close,
  bar.buyLots,
  bar.sellLots,
  bar.minDeltaLots,
  bar.maxDeltaLots,
  bar.cvdLots,
  bar.tradeCount,
  bar.pointOfControl ?? -1,
];

/** Points of control no trade came back to, packed. */
export const packedNaked = ({ series }: FootprintBook): Float64Array =>
  Float64Array.from(series.nakedPoints.flatMap(({ bar, ticks }) => [bar, ticks]));

/** Divergences, packed. */
export const packedDivergences = (book: FootprintBook): Float64Array =>
  Float64Array.from(
    book.divergences().flatMap(({ kind, from, to }) => [kind === 'bearish' ? 1 : 0, from, to]),
  );
