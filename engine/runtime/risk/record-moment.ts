import { notionalOf } from '../../domain/instrument/instrument.ts';
import { namedPriceOf } from '../../domain/order/order-kind.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { ticks, type Ticks } from '../../domain/units/ticks.ts';
import type { RecordMoment } from '../../risk/record/risk-record.ts';
import type { KernelRooms } from '../kernel-rooms.ts';

/** Mid of an instrument in ticks; 0 without a two-sided book. */
export function midTicksOf({ market }: KernelRooms, id: string): number {
  const book = market.of(id)?.book;
  return book && book.bestBid > 0 && book.bestAsk > 0 ? (book.bestBid + book.bestAsk) / 2 : 0;
}

/** What the record asks of the market and the venue at a moment. */
export function recordMoment({ market, venue }: KernelRooms, time: number): RecordMoment {
  return {
    time,
    touchOf: ({ instrument, side }) => {
      const book = market.of(instrument)?.book;
      return (side === 'buy' ? book?.bestAsk : book?.bestBid) ?? 0;
    },
    quoteOf: ({ instrument: id, kind, lots: size }) => {
      const found = market.of(id);
      const at: Ticks | number = namedPriceOf(kind) ?? found?.markTicks ?? 0;
      return found && at > 0 ? moneyToNumber(notionalOf(found.instrument, size, ticks(at))) : 0;
    },
    orderOf: (id) => venue.order(id),
  };
}
