import type { Levels } from '../domain/market/levels.ts';
import type { BookDelta, BookSnapshot, MarketEvent, VenueBar } from '../domain/market/market-event.ts';
import type { Side } from '../domain/order/side.ts';
import type { RowKind } from './archive.ts';
import { outsideMark } from './outside-mark.ts';
import type { Cell } from './rows.ts';

/** The file an event belongs to. */
export function rowKindOf(kind: MarketEvent['kind']): RowKind {
  switch (kind) {
    case 'trade':
      return 'trades';
    case 'book-snapshot':
    case 'book-delta':
      return 'book';
    case 'mark-price':
    case 'funding':
    case 'open-interest':
    case 'liquidation':
    case 'outside-number':
      return 'marks';
    case 'venue-bar':
      return 'bars';
    case 'feed-status':
      return 'status';
  }
}

/** The rows of an event without the columns every row begins with, in the order of `COLUMNS`. */
export function rowsOfEvent(event: MarketEvent): readonly (readonly Cell[])[] {
  switch (event.kind) {
    case 'trade':
      return [[event.ticks, event.lots, signOf(event.aggressor), event.tradeId]];
    case 'book-snapshot':
    case 'book-delta':
      return bookRows(event);
    case 'mark-price':
      return [[event.kind, event.ticks, null, null, null]];
    case 'funding':
      return [[event.kind, event.markTicks, null, null, event.rateE8]];
    case 'open-interest':
      return [[event.kind, null, null, null, event.openInterestBase]];
    case 'liquidation':
      return [[event.kind, event.ticks, event.lots, signOf(event.side), null]];
    case 'outside-number':
      return [[outsideMark(event.name), null, null, null, event.value]];
    case 'venue-bar':
      return [barCells(event)];
    case 'feed-status':
      return [[event.status, event.detail]];
  }
}

const barCells = ({ close, high, intervalMs, low, open, openTime, volumeBase }: VenueBar): Cell[] => [
  openTime,
  open,
  high,
  low,
  close,
  volumeBase,
  intervalMs,
];

function bookRows(event: BookSnapshot | BookDelta): Cell[][] {
  const head = [event.updateId, event.kind === 'book-snapshot' ? 1 : 0];
  const rows: Cell[][] = [];
  addSide(rows, { head, side: 1, levels: event.bids });
  addSide(rows, { head, side: -1, levels: event.asks });
  return rows.length === 0 ? [[...head, 0, 0, 0]] : rows;
}

interface BookSide {
  readonly head: readonly Cell[];
  readonly side: 1 | -1;
  readonly levels: Levels;
}

function addSide(rows: Cell[][], { head, levels, side }: BookSide): void {
  for (let at = 0; at + 1 < levels.length; at += 2)
    rows.push([...head, side, levels[at] ?? 0, levels[at + 1] ?? 0]);
}

const signOf = (side: Side): 1 | -1 => (side === 'buy' ? 1 : -1);
