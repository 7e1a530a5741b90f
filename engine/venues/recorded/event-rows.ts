import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { CommandEvent } from '../../domain/session/command.ts';
import type { KernelEvent } from '../../domain/session/kernel-event.ts';
import type { Side } from '../../domain/order/side.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { readCommand } from './command-schema.ts';
import { RecordingError } from './recording-error.ts';
import { RowFields } from './row-fields.ts';
import { shownValue } from './shown-value.ts';
import { readVenueReport } from './venue-report-schema.ts';

/** One event as a flat list; the first entry says which kind, the second is the event's time or instrument. */
export type EventRow = readonly unknown[];

/** What a bar's period lasts where its row does not say. */
const MINUTE_MS = 60_000;
const STATUSES = ['live', 'stale', 'gap', 'ended'] as const;

/** The row of an event. `placeOf` gives an instrument's place in the header. */
export function rowOf(event: KernelEvent, placeOf: (instrument: string) => number): EventRow {
  if (event.kind === 'clock') return ['K', event.time];
  if (event.kind === 'command') return ['C', event.time, event.command];
  if (event.kind === 'venue-report') return ['V', event.time, event.report];
  return marketRowOf(event, placeOf(event.instrument));
}

function marketRowOf(event: MarketEvent, place: number): EventRow {
  const { time, venueTime } = event;
  switch (event.kind) {
    case 'book-snapshot':
      return ['S', place, time, venueTime, event.updateId, event.bids, event.asks];
    case 'book-delta':
      return ['D', place, time, venueTime, event.updateId, event.bids, event.asks];
    case 'trade':
      return [
        'T',
        place,
        time,
        venueTime,
        event.ticks,
        event.lots,
        event.aggressor === 'buy' ? 'b' : 's',
        event.tradeId,
      ];
    case 'mark-price':
      return ['M', place, time, venueTime, event.ticks];
    case 'funding':
      return ['F', place, time, venueTime, event.rateE8, event.markTicks];
    case 'feed-status':
      return ['X', place, time, venueTime, event.status, event.detail];
    case 'venue-bar': {
      const { close, high, intervalMs, low, open, openTime, volumeBase } = event;
      const row: EventRow = ['B', place, time, venueTime, openTime, open, high, low, close, volumeBase];
      return intervalMs === MINUTE_MS ? row : [...row, intervalMs];
    }
    case 'open-interest':
      return ['O', place, time, venueTime, event.openInterestBase];
    case 'liquidation':
      return ['L', place, time, venueTime, event.side === 'buy' ? 'b' : 's', event.ticks, event.lots];
    case 'outside-number':
      return ['N', place, time, venueTime, event.name, event.value];
  }
}

/**
 * The event of a row.
 * @throws {RecordingError} naming the rule that the row breaks.
 */
export function eventOf(row: EventRow, instruments: readonly Instrument[]): KernelEvent {
  const fields = new RowFields(row);
  switch (row[0]) {
    case 'K':
      fields.expectLength(2);
      return { kind: 'clock', time: fields.whole(1, 'time') as UnixMs };
    case 'C':
      fields.expectLength(3);
      return commandOf(fields, row[2]);
    case 'V':
      fields.expectLength(3);
      return {
        kind: 'venue-report',
        time: fields.whole(1, 'time') as UnixMs,
        report: readVenueReport(row[2]),
      };
    default:
      return marketEventOf(fields, instruments);
  }
}

function commandOf(fields: RowFields, command: unknown): CommandEvent {
  return { kind: 'command', time: fields.whole(1, 'time') as UnixMs, command: readCommand(command) };
}

function marketEventOf(fields: RowFields, instruments: readonly Instrument[]): MarketEvent {
  const kind = fields.text(0, 'kind');
  const read = MARKET_ROWS.get(kind);
  if (read === undefined)
    throw new RecordingError(`kind must be one of K C V S D T M F X B O L N, was ${shownValue(kind)}`);
  const place = fields.whole(1, 'instrument');
  const instrument = instruments[place];
  if (instrument === undefined) {
    throw new RecordingError(`instrument must be below ${instruments.length}, was ${place}`);
  }
  return read(fields, {
    instrument: instrument.id,
    time: fields.whole(2, 'time') as UnixMs,
    venueTime: fields.whole(3, 'venue time') as UnixMs,
  });
}

type Observed = Pick<MarketEvent, 'instrument' | 'time' | 'venueTime'>;
type ReadRow = (fields: RowFields, observed: Observed) => MarketEvent;

const MARKET_ROWS: ReadonlyMap<string, ReadRow> = new Map<string, ReadRow>([
  ['S', (fields, observed) => ({ kind: 'book-snapshot', ...observed, ...bookOf(fields) })],
  ['D', (fields, observed) => ({ kind: 'book-delta', ...observed, ...bookOf(fields) })],
  ['T', tradeOf],
  ['M', markOf],
  ['F', fundingOf],
  ['X', statusOf],
  ['B', venueBarOf],
  ['O', openInterestOf],
  ['L', liquidationOf],
  ['N', outsideNumberOf],
]);

function markOf(fields: RowFields, observed: Observed): MarketEvent {
  fields.expectLength(5);
  return { kind: 'mark-price', ...observed, ticks: fields.positive(4, 'ticks') as Ticks };
}

function fundingOf(fields: RowFields, observed: Observed): MarketEvent {
  fields.expectLength(6);
  const rateE8 = fields.signed(4, 'rate');
  return { kind: 'funding', ...observed, rateE8, markTicks: fields.positive(5, 'mark ticks') as Ticks };
}

function statusOf(fields: RowFields, observed: Observed): MarketEvent {
  fields.expectLength(6);
  const status = fields.oneOf(4, 'status', STATUSES);
  return { kind: 'feed-status', ...observed, status, detail: fields.text(5, 'detail') };
}

function venueBarOf(fields: RowFields, observed: Observed): MarketEvent {
  const isMinute = fields.length !== 11;
  fields.expectLength(isMinute ? 10 : 11);
  return {
    kind: 'venue-bar',
    ...observed,
    openTime: fields.whole(4, 'open time') as UnixMs,
    intervalMs: isMinute ? MINUTE_MS : fields.positive(10, 'length'),
    open: fields.amount(5, 'open'),
    high: fields.amount(6, 'high'),
    low: fields.amount(7, 'low'),
    close: fields.amount(8, 'close'),
    volumeBase: fields.amount(9, 'volume'),
  };
}

function openInterestOf(fields: RowFields, observed: Observed): MarketEvent {
  fields.expectLength(5);
  return { kind: 'open-interest', ...observed, openInterestBase: fields.amount(4, 'open interest') };
}

function liquidationOf(fields: RowFields, observed: Observed): MarketEvent {
  fields.expectLength(7);
  return {
    kind: 'liquidation',
    ...observed,
    side: sideOf(fields, 4, 'side'),
    ticks: fields.positive(5, 'ticks') as Ticks,
    lots: fields.whole(6, 'lots') as Lots,
  };
}

function outsideNumberOf(fields: RowFields, observed: Observed): MarketEvent {
  fields.expectLength(6);
  return {
    kind: 'outside-number',
    ...observed,
    name: fields.text(4, 'name'),
    value: fields.finite(5, 'value'),
  };
}

const sideOf = (fields: RowFields, place: number, name: string): Side =>
  fields.oneOf(place, name, ['b', 's'] as const) === 'b' ? 'buy' : 'sell';

function bookOf(fields: RowFields) {
  fields.expectLength(7);
  return {
    updateId: fields.whole(4, 'update id'),
    bids: fields.levels(5, 'bids'),
    asks: fields.levels(6, 'asks'),
  };
}

function tradeOf(fields: RowFields, observed: Observed): MarketEvent {
  fields.expectLength(8);
  return {
    kind: 'trade',
    ...observed,
    ticks: fields.positive(4, 'ticks') as Ticks,
    lots: fields.whole(5, 'lots') as Lots,
    aggressor: sideOf(fields, 6, 'aggressor'),
    tradeId: fields.text(7, 'trade id'),
  };
}
