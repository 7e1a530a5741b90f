import {
  type ColumnMapping,
  FIELDS_OF,
  type TableField,
  type TableKind,
  type TimeUnit,
} from './column-mapping.ts';
import { readTime } from './row-time.ts';
import { RowRuleError } from './table-row.ts';

/** Names that mean a field, best first; compared in lower case. */
const NAMES: Readonly<Record<TableField, readonly string[]>> = {
  time: [
    'time_ms',
    'ts_ms',
    'timestamp',
    'time',
    'ts',
    'open_time',
    'opentime',
    'date',
    'datetime',
    'time_utc',
    'transact_time',
    'exchange_time',
    'unix',
  ],
  receivedTime: ['local_timestamp', 'received_ms', 'received_time', 'receivedtime', 'local_time', 'recv_ts'],
  open: ['open', 'o', 'open_price'],
  high: ['high', 'h', 'high_price'],
  low: ['low', 'l', 'low_price'],
  close: ['close', 'c', 'close_price'],
  volume: ['volume', 'v', 'vol', 'volume_base', 'base_volume'],
  price: ['price', 'p', 'trade_price', 'rate'],
  size: ['qty', 'amount', 'size', 'quantity', 'q', 'base_qty'],
  side: ['side', 'aggressor', 'taker_side', 'direction', 'is_buyer_maker', 'isbuyermaker'],
  tradeId: ['trade_id', 'agg_trade_id', 'tradeid', 'id', 'tid'],
  isSnapshot: ['is_snapshot', 'update_type', 'snapshot'],
  updateId: ['last_update_id', 'update_id', 'sequence', 'seq', 'u'],
  bidPrice: ['bid_price', 'bid', 'best_bid', 'bids[#].price', 'bid_price_#', 'bid#_price', 'bid_close'],
  bidSize: [
    'bid_amount',
    'bid_size',
    'bid_qty',
    'best_bid_size',
    'bids[#].amount',
    'bid_size_#',
    'bid#_size',
  ],
  askPrice: ['ask_price', 'ask', 'best_ask', 'asks[#].price', 'ask_price_#', 'ask#_price', 'ask_close'],
  askSize: [
    'ask_amount',
    'ask_size',
    'ask_qty',
    'best_ask_size',
    'asks[#].amount',
    'ask_size_#',
    'ask#_size',
  ],
};

/** Words for who crossed the spread, or for the bid of a book. */
const BUY_WORDS = ['buy', 'b', 'bid', 'bids', '1', 'long'] as const;
const SELL_WORDS = ['sell', 's', 'ask', 'asks', 'a', '-1', 'short'] as const;
const SNAPSHOT_WORDS = ['true', '1', 'snap', 'snapshot', 'partial'] as const;

/** Reads a header as the vendors write it. What is not recognised is left for the person to say. */
export function proposeMapping(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  delimiter: ColumnMapping['delimiter'],
): ColumnMapping {
  const columns = columnsOf(header);
  const kind = kindOf(columns);
  const place = header.indexOf(columns.time ?? '');
  const times = rows.map((cells) => cells[place] ?? '');
  const timeUnit = unitOf(times[0] ?? '');
  const spacing = spacingMs(times, timeUnit);
  return {
    kind,
    delimiter,
    timeUnit,
    timeShiftMs: isQuoteBar(columns) ? spacing : 0,
    columns: fieldsOf(kind, columns),
    ...sideWordsOf(columns.side ?? ''),
    snapshotWords: SNAPSHOT_WORDS,
    intervalMs: kind === 'bars' ? spacing : 0,
  };
}

const isQuoteBar = ({ bidPrice = '' }: Columns): boolean => bidPrice.toLowerCase() === 'bid_close';

/** Where the column is about the maker the words stand the other way round: the maker bought, so the taker sold. */
const sideWordsOf = (column: string): Pick<ColumnMapping, 'buyWords' | 'sellWords'> =>
  /maker/.test(column.toLowerCase())
    ? { buyWords: ['false', '0'], sellWords: ['true', '1'] }
    : { buyWords: BUY_WORDS, sellWords: SELL_WORDS };

type Columns = Partial<Record<TableField, string>>;

function columnsOf(header: readonly string[]): Columns {
  const columns: Columns = {};
  for (const [field, names] of Object.entries(NAMES)) {
    const found = names.map((name) => columnNamed(header, name)).find((column) => column !== undefined);
    if (found !== undefined) columns[field as TableField] = found;
  }
  return columns;
}

/** The column as the header writes it; a numbered one keeps `#` in place of its number. */
function columnNamed(header: readonly string[], name: string): string | undefined {
  const wanted = name.replace('#', '0');
  const column = header.find((written) => written.toLowerCase() === wanted);
  return column === undefined || wanted === name ? column : withPlaceholder(column, name.indexOf('#'));
}

const withPlaceholder = (column: string, at: number): string =>
  `${column.slice(0, at)}#${column.slice(at + 1)}`;

function kindOf(columns: Columns): TableKind {
  if (columns.bidPrice?.includes('#') === true) return 'book-snapshots';
  if (columns.bidPrice !== undefined && columns.askPrice !== undefined) return 'quotes';
  if (columns.open !== undefined && columns.close !== undefined) return 'bars';
  const isBook = columns.isSnapshot !== undefined || columns.updateId !== undefined;
  return isBook && columns.tradeId === undefined ? 'book-levels' : 'trades';
}

/** Only the fields that this kind has, so that a column never is read that nobody sees in the form. */
function fieldsOf(kind: TableKind, columns: Columns): Columns {
  const { required, optional } = FIELDS_OF[kind];
  const known = [...required, ...optional].filter((field) => columns[field] !== undefined);
  return Object.fromEntries(known.map((field) => [field, columns[field]]));
}

/** Told by the size of the number: seconds since 1970 have ten digits until the year 2286. */
function unitOf(time: string): TimeUnit {
  const digits = /^\d+/.exec(time)?.[0].length ?? 0;
  if (!/^\d+(\.\d+)?$/.test(time)) return 'iso';
  if (digits <= 11) return 's';
  if (digits <= 14) return 'ms';
  return digits <= 17 ? 'us' : 'ns';
}

/** The commonest distance between two rows in ms; 0 when there are not two. */
function spacingMs(times: readonly string[], unit: TimeUnit): number {
  const counts = new Map<number, number>();
  let last: number | undefined;
  for (const text of times) {
    const time = msOf(text, unit);
    if (time !== undefined && last !== undefined) counts.set(time - last, (counts.get(time - last) ?? 0) + 1);
    last = time;
  }
  const [most = [0, 0]] = [...counts].filter(([distance]) => distance > 0).sort((a, b) => b[1] - a[1]);
  return most[0];
}

function msOf(text: string, unit: TimeUnit): number | undefined {
  try {
    return readTime(text, unit, 'time');
  } catch (error) {
    if (error instanceof RowRuleError) return undefined;
    throw error;
  }
}
