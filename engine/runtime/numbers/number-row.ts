import type { UnixMs } from '../../domain/units/time.ts';
import { nearestName } from '../../formulas/nearest-name.ts';
import { outsideSeries, type OutsideSeriesName } from '../../formulas/outside-series.ts';
import { readTime } from '../../venues/imported/row-time.ts';
import { RowRuleError } from '../../venues/imported/table-row.ts';
import { SERIES_WITHOUT_SOURCE } from '../formulas/series-without-source.ts';

/** One number of a person's own. */
export interface NumberRow {
  /** When it was known, not what it speaks of. */
  readonly time: UnixMs;
  readonly name: OutsideSeriesName;
  /** Id or symbol of the instrument it speaks of; empty for every instrument, and where it speaks of none. */
  readonly instrument: string;
  readonly value: number;
}

/** The first line of the file: with or without the instrument. */
export const NUMBER_HEADERS = ['time,name,value', 'time,name,instrument,value'] as const;

export type NumberHeader = (typeof NUMBER_HEADERS)[number];

const NAMES: readonly string[] = Object.keys(outsideSeries);
const MILLISECONDS = /^-?\d+$/;
const WITH_ZONE = /\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)$/;
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
/** A symbol such as `BTC/USDT:USDT`, with or without its venue before it. */
const INSTRUMENT = /^(?:[a-z0-9-]+:)?[A-Z0-9]+\/[A-Z0-9]+(?::[A-Z0-9]+)?$/;
/** No name and no instrument is longer. */
const MOST_CHARACTERS = 80;

/** How a line is read. */
export interface RowReading {
  readonly header: NumberHeader;
  /** Whether the known name nearest to an unknown one is looked for: that takes longer than everything else. */
  readonly namesNearest: boolean;
}

/**
 * Reads the cells of a line.
 * @throws {RowRuleError} naming the rule and the value.
 */
export function readNumberRow(cells: readonly string[], { header, namesNearest }: RowReading): NumberRow {
  const columns = header === 'time,name,value' ? 3 : 4;
  if (cells.length !== columns)
    throw new RowRuleError(`a line must have ${columns} cells (${header}), had ${cells.length}`);
  const [time = '', name = ''] = cells;
  const instrument = columns === 4 ? (cells[2] ?? '') : '';
  const row = { time: timeOf(time), name: nameOf(name, namesNearest) };
  checkInstrument(row.name, instrument);
  return { ...row, instrument, value: valueOf(cells[columns - 1] ?? '', row.name) };
}

function timeOf(text: string): UnixMs {
  if (MILLISECONDS.test(text)) return readTime(text, 'ms', 'time');
  if (WITH_ZONE.test(text)) return readTime(text, 'iso', 'time');
  throw new RowRuleError(
    `time must be a date and time with its zone such as 2024-08-08T23:54:15Z, or ms since 1970, was ${shown(text)}`,
  );
}

function nameOf(name: string, namesNearest: boolean): OutsideSeriesName {
  if (SERIES_WITHOUT_SOURCE.has(name)) return name as OutsideSeriesName;
  if (Object.hasOwn(outsideSeries, name))
    throw new RowRuleError(
      `name must be of a series without a source: ${name} is told by a venue, the chain or a setting`,
    );
  const nearest = namesNearest ? nearestName(name.slice(0, MOST_CHARACTERS), NAMES) : undefined;
  const hint = nearest === undefined ? '' : `, the nearest is ${nearest}`;
  throw new RowRuleError(`name must be of a known series${hint}, was ${shown(name)}`);
}

function checkInstrument(name: OutsideSeriesName, instrument: string): void {
  if (instrument === '') return;
  if (outsideSeries[name].about !== 'instrument')
    throw new RowRuleError(`instrument must be empty: ${name} speaks of none, was ${shown(instrument)}`);
  if (instrument.length > MOST_CHARACTERS || !INSTRUMENT.test(instrument))
    throw new RowRuleError(
      `instrument must be an id such as binance:BTC/USDT:USDT, or its symbol, was ${shown(instrument)}`,
    );
}

function valueOf(text: string, name: OutsideSeriesName): number {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new RowRuleError(`value must be a finite number, was ${shown(text)}`);
  // The door in front of the formulas lets no other price through.
  if (outsideSeries[name].unit === 'quote' && !(value > 0))
    throw new RowRuleError(`value of ${name} must be above zero, was ${shown(text)}`);
  return value;
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 40));
