import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { BookDelta, BookSnapshot, MarketEvent } from '../../domain/market/market-event.ts';
import { neutralized } from '../../reports/files/csv-text.ts';
import { stepText } from './step-text.ts';

/** Kinds of exported tables. */
export const TABLES = ['trades', 'book', 'bars', 'marks', 'status'] as const;
export type ExportTable = (typeof TABLES)[number];

/** Columns of each table with their type in a Parquet file. */
export const EXPORT_COLUMNS: Readonly<Record<ExportTable, readonly (readonly [string, string])[]>> = {
  trades: [
    ['time_ms', 'BIGINT'],
    ['received_ms', 'BIGINT'],
    ['price', 'DOUBLE'],
    ['size', 'DOUBLE'],
    ['side', 'VARCHAR'],
    ['trade_id', 'VARCHAR'],
  ],
  book: [
    ['time_ms', 'BIGINT'],
    ['received_ms', 'BIGINT'],
    ['is_snapshot', 'BOOLEAN'],
    ['update_id', 'BIGINT'],
    ['side', 'VARCHAR'],
    ['price', 'DOUBLE'],
    ['size', 'DOUBLE'],
  ],
  bars: [
    ['time_ms', 'BIGINT'],
    ['open', 'DOUBLE'],
    ['high', 'DOUBLE'],
    ['low', 'DOUBLE'],
    ['close', 'DOUBLE'],
    ['volume', 'DOUBLE'],
  ],
  marks: [
    ['time_ms', 'BIGINT'],
    ['received_ms', 'BIGINT'],
    ['kind', 'VARCHAR'],
    ['side', 'VARCHAR'],
    ['price', 'DOUBLE'],
    ['amount', 'DOUBLE'],
  ],
  status: [
    ['time_ms', 'BIGINT'],
    ['received_ms', 'BIGINT'],
    ['status', 'VARCHAR'],
    ['detail', 'VARCHAR'],
  ],
};

/** Lines of one event, without line ends, and the table they belong to. */
export interface ExportedRows {
  readonly table: ExportTable;
  /** Of bars: their length. Bars of two lengths are two tables. */
  readonly intervalMs?: number;
  readonly lines: readonly string[];
}

const SCALE = 100_000_000;

/** How a text of somebody else's stands in a line. */
export type TextCell = (text: string) => string;

/** An event as lines of a table: prices and sizes as exact decimals, times in ms since 1970. */
export function exportedRows(
  event: MarketEvent,
  { lotSize, tickSize }: Instrument,
  textCell: TextCell,
): ExportedRows {
  const times = `${event.venueTime},${event.time}`;
  const price = (ticks: number) => stepText(ticks, tickSize);
  switch (event.kind) {
    case 'book-snapshot':
    case 'book-delta':
      return { table: 'book', lines: levelLines(event, { tickSize, lotSize }) };
    case 'trade': {
      const size = stepText(event.lots, lotSize);
      const line = `${times},${price(event.ticks)},${size},${event.aggressor},${textCell(event.tradeId)}`;
      return { table: 'trades', lines: [line] };
    }
    case 'venue-bar': {
      const { close, high, intervalMs, low, open, openTime, volumeBase } = event;
      const line = `${openTime},${open},${high},${low},${close},${volumeBase}`;
      return { table: 'bars', intervalMs, lines: [line] };
    }
    case 'mark-price':
      return { table: 'marks', lines: [`${times},mark-price,,${price(event.ticks)},`] };
    case 'funding':
      return {
        table: 'marks',
        lines: [`${times},funding,,${price(event.markTicks)},${event.rateE8 / SCALE}`],
      };
    case 'open-interest':
      return { table: 'marks', lines: [`${times},open-interest,,,${event.openInterestBase}`] };
    case 'liquidation': {
      const size = stepText(event.lots, lotSize);
      return { table: 'marks', lines: [`${times},liquidation,${event.side},${price(event.ticks)},${size}`] };
    }
    case 'outside-number': {
      const line = `${times},${textCell(`outside-number ${event.name}`)},,,${event.value}`;
      return { table: 'marks', lines: [line] };
    }
    case 'feed-status':
      return { table: 'status', lines: [`${times},${event.status},${textCell(event.detail)}`] };
  }
}

function levelLines(
  event: BookSnapshot | BookDelta,
  { lotSize, tickSize }: Pick<Instrument, 'tickSize' | 'lotSize'>,
): string[] {
  const head = `${event.venueTime},${event.time},${event.kind === 'book-snapshot'},${event.updateId}`;
  const lines: string[] = [];
  for (const [side, levels] of [['bid', event.bids] as const, ['ask', event.asks] as const]) {
    for (let at = 0; at + 1 < levels.length; at += 2) {
      const [ticks = 0, lots = 0] = [levels[at], levels[at + 1]];
      lines.push(`${head},${side},${stepText(ticks, tickSize)},${stepText(lots, lotSize)}`);
    }
  }
  return lines;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Text as a table's readers get it: on one line, and never a formula of a spreadsheet. */
export const sheetText: TextCell = (text) => {
  const line = neutralized(text.replaceAll(/[\r\n]+/g, ' '));
  return /[",]/.test(line) ? quoted(line) : line;
};

/** Text sign by sign, for a table that no spreadsheet opens. */
export const exactText: TextCell = (text) => quoted(text);
