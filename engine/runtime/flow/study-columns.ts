import type { RequestOf } from '../../contract/commands.ts';
import type { Bar } from '../../domain/market/bar.ts';
import { startOnBars } from '../../features/compute-on-bars.ts';
import type { ChartSeries } from '../../market/bars/chart-series.ts';

/** A formula as a chart asks for it. */
export type AskedFormula = RequestOf<'chartIndicators'>['formulas'][number];

/** Columns kept of one series; of more the one asked for longest ago is let go. */
const MOST_KEPT = 16;
/** A column that has grown beyond this is begun anew. */
const MOST_VALUES = 8000;

/** The values of a formula on the bars from one place on, and the run that gave them. */
interface Column {
  readonly begin: number;
  readonly run: (bar: Bar) => number | undefined;
  readonly values: number[];
}

const columnsOf = new WeakMap<ChartSeries, Map<string, Column>>();

/** What a column is computed from. */
export interface ColumnParts {
  readonly series: ChartSeries;
  /** Place of the first bar that warms the formula. */
  readonly begin: number;
  /** Place of the first value wanted, and the place after the last. */
  readonly first: number;
  readonly to: number;
  readonly barsBetween: (from: number, to: number) => readonly Bar[];
  /** Lets others at work: resolves at once while little was done, later otherwise. */
  readonly breathe: () => Promise<void> | undefined;
}

/**
 * Values of a formula on the bars of a series. What was computed before goes on with the bars that closed
 * since: a chart asks anew whenever one does.
 * @throws {RangeError} when the formula or a parameter is unknown, or the formula reads no bars.
 */
export async function studyColumn(
  { id, params }: AskedFormula,
  { barsBetween, begin, breathe, first, series, to }: ColumnParts,
): Promise<Float64Array> {
  const columns = columnsOf.get(series) ?? new Map<string, Column>();
  columnsOf.set(series, columns);
  const key = `${id} ${JSON.stringify(params)}`;
  const kept = columns.get(key);
  // Nobody else may feed a run that is being fed.
  columns.delete(key);
  const goesOn = kept !== undefined && kept.begin <= begin && kept.values.length < MOST_VALUES;
  const column = goesOn ? kept : { begin, run: startOnBars(id, params), values: [] };
  for (const bar of barsBetween(column.begin + column.values.length, to)) {
    column.values.push(column.run(bar) ?? Number.NaN);
    const pause = breathe();
    if (pause !== undefined) await pause;
  }
  columns.set(key, column);
  for (const oldest of columns.keys()) if (columns.size > MOST_KEPT) columns.delete(oldest);
  return Float64Array.from(column.values.slice(first - column.begin, to - column.begin));
}
