import type { ChartBarsReply, ChartBarView, ChartColumns } from '../../../engine/contract/chart-commands.ts';

const MINUTE_MS = 60_000;

/** A made-up bar: one a minute, each closing one above its open. */
export const barAt = (place: number): ChartBarView => ({
  openTimeMs: place * MINUTE_MS,
  closeTimeMs: (place + 1) * MINUTE_MS,
  open: 100 + (place % 50),
  high: 103 + (place % 50),
  low: 98 + (place % 50),
  close: 101 + (place % 50),
  volumeBase: 10,
  knownBase: 10,
  buyBase: 7,
  tradeCount: 4,
});

/** Columns of made-up bars, `merged` of them a point. */
export function columnsOf(first: number, count: number, merged = 1): ChartColumns {
  const names = Object.keys(barAt(0)) as (keyof ChartBarView)[];
  const column = (name: keyof ChartBarView) =>
    Float64Array.from({ length: count }, (_, at) => barAt(first + at * merged)[name]);
  return Object.fromEntries(names.map((name) => [name, column(name)])) as unknown as ChartColumns;
}

/** Answers `chartBars` as an engine with so many bars would. */
export function answerBars(
  total: number,
  { from, most, to }: { readonly from: number; readonly to: number | null; readonly most: number },
  oldest = 0,
): ChartBarsReply {
  const begin = Math.max(oldest, from < 0 ? total + from : from);
  const end = Math.min(to ?? total, total);
  let merged = 1;
  while (Math.ceil(end / merged) - Math.floor(begin / merged) > most) merged *= 2;
  const first = begin - (begin % merged);
  const count = end > begin ? Math.ceil((end - first) / merged) : 0;
  const columns = columnsOf(first, count, merged);
  return { columns, first, merged, oldest, total, forming: barAt(total), generation: 1 };
}
