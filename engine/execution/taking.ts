import { setOffKind } from '../domain/order/order-kind.ts';
import type { BookView } from './book-view.ts';
import type { ConsumedDepth } from './consumed-depth.ts';
import type { Objection } from './desk-door.ts';
import type { Execution } from './make-fill.ts';
import { limitOf, reaches, sideHit, sideJoined, type VenueOrder } from './venue-order.ts';
import { type Slice, walkBook } from './walk-book.ts';

/** How resting orders fill: by their place in the queue, or in full at the first touch (optimistic). */
export type FillPreset = 'honest' | 'touch-fill';

/** Levels kept of the side an order does not hit, and at least of the one it does. */
const KEPT_LEVELS = 5;

/** What an order finds at the venue. */
export interface Found {
  readonly book: BookView | undefined;
  readonly consumed: ConsumedDepth;
  /** Lots it may fill. */
  readonly lots: number;
  /** Best price of an own resting order on the other side, which it must not trade with. */
  readonly ownTicks: number | undefined;
}

/** What will come of an order that arrives. */
export interface Arrival {
  readonly bookAtArrival: VenueOrder['bookAtArrival'];
  readonly slices: readonly Slice[];
  /** The worst price it takes; undefined when it takes nothing. */
  readonly worstTicks: number | undefined;
  /** Whether going further would meet an own resting order. */
  readonly meetsOwn: boolean;
  readonly reject?: Objection;
}

/** Sees what an order can take from the book it meets, and whether the venue turns it away. Changes nothing. */
export function judgeArrival(order: VenueOrder, found: Found): Arrival {
  const { book, consumed, lots, ownTicks } = found;
  const { side } = order.intent;
  const limit = limitOf(order);
  const hit = book ? consumed.levels(book, sideHit(order), { lots, levels: KEPT_LEVELS }) : [];
  const joined = book ? book.levels(sideJoined(order), KEPT_LEVELS) : [];
  const beyondBook = limit === undefined && ownTicks === undefined;
  const slices = walkBook(hit, { side, lots, limit, stopBefore: ownTicks, beyondBook });
  const reject = rejection(order, found, hit[0] ?? 0, slices);
  return {
    bookAtArrival: side === 'buy' ? { bids: joined, asks: hit } : { bids: hit, asks: joined },
    slices,
    worstTicks: slices.at(-1)?.ticks,
    meetsOwn: ownTicks !== undefined && (limit === undefined || reaches(side, limit, ownTicks)),
    ...(reject ? { reject } : {}),
  };
}

/** Takes the slices out of the displayed depth and answers what to fill. */
export function takeFor(order: VenueOrder, arrival: Arrival, consumed: ConsumedDepth): Execution[] {
  return arrival.slices.map(({ impactTicks, lots, takenLots, ticks }) => {
    const taker = { lots, ticks, liquidity: 'taker', takenLots } as const;
    if (impactTicks !== undefined) return { ...taker, model: 'beyond-book', impactTicks };
    consumed.take(sideHit(order), ticks, lots);
    return { ...taker, model: 'walked-book' };
  });
}

function rejection(
  order: VenueOrder,
  found: Found,
  bestTicks: number,
  slices: readonly Slice[],
): Arrival['reject'] {
  const { side } = order.intent;
  const kind = setOffKind(order.intent.kind);
  if (kind.type !== 'limit') {
    return bestTicks > 0 ? undefined : { code: 'no-liquidity', measured: { lots: found.lots } };
  }
  const crossed = [bestTicks, found.ownTicks ?? 0].find((ticks) => reaches(side, kind.limit, ticks));
  if (kind.postOnly && crossed !== undefined) {
    return { code: 'post-only-would-cross', measured: { limitTicks: kind.limit, bestTicks: crossed } };
  }
  const availableLots = slices.reduce((sum, slice) => sum + slice.lots, 0);
  if (kind.timeInForce === 'fok' && availableLots < found.lots) {
    return { code: 'fill-or-kill-unfillable', measured: { lots: found.lots, availableLots } };
  }
  return undefined;
}
