import type { NumbersView } from '../../contract/number-commands.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import { outsideSeries } from '../../formulas/outside-series.ts';
import type { KeptNumbers } from './kept-numbers.ts';
import type { NumberColumn } from './number-table.ts';

/** Series shown at most; a file may name as many instruments as it has lines. */
const MOST_SHOWN = 100;

/** How the last reading of the file went. */
export type NumbersStatus = Pick<NumbersView, 'failure' | 'readAtMs' | 'refused' | 'refusedCount' | 'state'>;

interface ToldWhom {
  readonly instruments: readonly Instrument[];
  readonly notToldBecause: string;
}

/** What a window sees of the numbers of a person's own. */
export function numbersView(
  status: NumbersStatus,
  { columns }: KeptNumbers,
  { instruments, notToldBecause }: ToldWhom,
): NumbersView {
  const known: ReadonlySet<string> = new Set(['', ...instruments.flatMap(({ id, symbol }) => [id, symbol])]);
  const seriesView = ({ instrument, name, times, values }: NumberColumn): NumbersView['series'][number] => ({
    name,
    instrument,
    unit: outsideSeries[name].unit,
    rows: times.length,
    lastValue: values.at(-1) ?? 0,
    lastMs: times.at(-1) ?? 0,
    isOfSession: known.has(instrument),
  });
  return {
    ...status,
    rows: columns.reduce((sum, { times }) => sum + times.length, 0),
    series: columns.slice(0, MOST_SHOWN).map(seriesView),
    seriesCount: columns.length,
    notToldBecause: columns.length === 0 ? '' : notToldBecause,
  };
}
