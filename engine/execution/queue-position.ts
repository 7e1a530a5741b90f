import type { QueueStep } from '../domain/order/fill-cause.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { BookView } from './book-view.ts';
import type { QueueModel } from './queue-model.ts';
import { limitOf, sideJoined, type VenueOrder } from './venue-order.ts';

/** How many levels of a side count as in view; deeper prices are not known to be empty. */
const VIEW_LEVELS = 50;

/** Steps kept of one order's way through its queue: how it joined, and the latest. */
const KEPT_STEPS = 100;

/**
 * Puts a resting order behind everything displayed at its price. Beyond what the book shows its place is
 * unknown, and it joins once the price comes into view.
 */
export function joinQueue(order: VenueOrder, book: BookView | undefined, time: UnixMs): void {
  const limit = limitOf(order);
  if (!book || limit === undefined || !isInView(book, order, limit)) return;
  const displayed = book.lotsAt(sideJoined(order), limit);
  order.level = { lots: displayed, tradedLots: 0 };
  note(order, displayed, 'joined', time);
}

/** Lots of a print that are left for the order once those ahead of it are served, moving it up. */
export function advanceQueue(order: VenueOrder, printLots: number, time: UnixMs): number {
  if (order.aheadLots === undefined) return 0;
  const ahead = order.aheadLots;
  if (order.level) order.level = { ...order.level, tradedLots: order.level.tradedLots + printLots };
  if (ahead > 0) note(order, Math.max(0, ahead - printLots), 'trade', time);
  return Math.max(0, printLots - ahead);
}

/** Moves an order up when its level has shrunk, as the model says. No more are ahead than the level displays. */
export function followLevel(order: VenueOrder, book: BookView, model: QueueModel, time: UnixMs): void {
  const limit = limitOf(order);
  const ahead = order.aheadLots;
  if (limit === undefined || ahead === undefined) return;
  const displayed = book.lotsAt(sideJoined(order), limit);
  const { lots, tradedLots } = order.level ?? { lots: displayed, tradedLots: 0 };
  if (lots === displayed && tradedLots === 0) return;
  // What trades took they have already taken from those ahead.
  const left = model({ ahead, before: Math.max(0, lots - tradedLots), displayed });
  order.level = { lots: displayed, tradedLots: 0 };
  if (left < ahead) note(order, left, displayed === 0 ? 'level-gone' : 'level-shrank', time);
}

/** Nobody is ahead any more: the market went through the price. */
export function clearQueue(order: VenueOrder, time: UnixMs): void {
  if (order.aheadLots !== 0) note(order, 0, 'level-gone', time);
}

function note(order: VenueOrder, aheadLots: number, because: QueueStep['because'], time: UnixMs): void {
  order.aheadLots = aheadLots;
  order.queue.push({ time, aheadLots, because });
  if (order.queue.length > KEPT_STEPS) order.queue.splice(1, 1);
}

function isInView(book: BookView, order: VenueOrder, limit: number): boolean {
  const side = sideJoined(order);
  if (book.lotsAt(side, limit) > 0) return true;
  const shown = book.levels(side, VIEW_LEVELS);
  const last = shown.at(-2);
  if (last === undefined) return (side === 'bid' ? book.bestAsk : book.bestBid) > 0;
  return side === 'bid' ? limit > last : limit < last;
}
