import type { TradePrint } from '../domain/market/market-event.ts';
import { ticks } from '../domain/units/ticks.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { BookView } from './book-view.ts';
import type { ConsumedDepth } from './consumed-depth.ts';
import type { Execution } from './make-fill.ts';
import { advanceQueue, clearQueue } from './queue-position.ts';
import type { FillPreset } from './taking.ts';
import { limitOf, reaches, sideHit, type VenueOrder } from './venue-order.ts';
import { walkBook } from './walk-book.ts';

/** What an order that may fill at most `lots` gets out of something that happened in the market. */
export type Meeting = (order: VenueOrder, lots: number) => Execution | undefined;

/** A print and how much of it our own orders have had already. */
export interface PrintMeeting {
  readonly event: TradePrint;
  readonly usedLots: number;
  readonly preset: FillPreset;
  readonly time: UnixMs;
}

/** A changed book. */
export interface BookMeeting {
  readonly book: BookView;
  readonly consumed: ConsumedDepth;
  readonly preset: FillPreset;
  readonly time: UnixMs;
}

/**
 * A trade at the order's price serves those ahead of it first; a trade beyond it has passed everybody at the
 * price. Never more is filled than was traded.
 */
export function meetPrint(order: VenueOrder, lots: number, meeting: PrintMeeting): Execution | undefined {
  const limit = limitOf(order);
  const { event, preset, time, usedLots } = meeting;
  if (limit === undefined || !reaches(order.intent.side, limit, event.ticks)) return undefined;
  const maker = { ticks: limit, liquidity: 'maker', tradeId: event.tradeId, seenTicks: event.ticks } as const;
  if (preset === 'touch-fill') return sized({ ...maker, lots, model: 'touched' });

  const printLots = event.lots - usedLots;
  if (event.ticks !== limit) {
    clearQueue(order, time);
    return sized({ ...maker, lots: Math.min(lots, printLots), model: 'traded-through' });
  }
  if (event.aggressor === order.intent.side) return undefined;
  const reached = advanceQueue(order, printLots, time);
  return sized({ ...maker, lots: Math.min(lots, reached), model: 'queue-reached' });
}

/**
 * When the other side of the book comes to the order's price, its orders would have met ours: as many lots as
 * are displayed there fill at our price.
 */
export function meetBook(order: VenueOrder, lots: number, meeting: BookMeeting): Execution | undefined {
  const limit = limitOf(order);
  const { book, consumed, preset, time } = meeting;
  const side = sideHit(order);
  const best = side === 'ask' ? book.bestAsk : book.bestBid;
  if (limit === undefined || !reaches(order.intent.side, limit, best)) return undefined;
  const maker = { ticks: limit, liquidity: 'maker', seenTicks: ticks(best) } as const;
  if (preset === 'touch-fill') return sized({ ...maker, lots, model: 'touched' });

  clearQueue(order, time);
  const levels = consumed.levels(book, side, { lots, levels: 1 });
  let filled = 0;
  for (const slice of walkBook(levels, { side: order.intent.side, lots, limit, beyondBook: false })) {
    consumed.take(side, slice.ticks, slice.lots);
    filled += slice.lots;
  }
  return sized({ ...maker, lots: filled, model: 'traded-through' });
}

const sized = (execution: Execution): Execution | undefined => (execution.lots > 0 ? execution : undefined);
