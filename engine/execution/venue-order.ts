import type { Levels } from '../domain/market/levels.ts';
import type { DrawnLatency, LiquidationCause, QueueStep } from '../domain/order/fill-cause.ts';
import { limitOfKind } from '../domain/order/order-kind.ts';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { OrderId } from '../domain/order/order.ts';
import type { Ticks } from '../domain/units/ticks.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { BookSide } from './book-view.ts';

/** Where an order is, as the venue knows it. */
export type VenuePhase = 'in-flight' | 'resting' | 'waiting' | 'triggered' | 'closed';

/** An order as the simulated venue keeps it: plain data that the matching changes in place. */
export interface VenueOrder {
  readonly id: OrderId;
  /** Another one after a change of the order. */
  intent: OrderIntent;
  readonly latency: DrawnLatency;
  readonly submittedAt: UnixMs;
  /** Twice the mid when the order was decided, in ticks. */
  readonly decisionMidHalfTicks?: number;
  /** The entry this protective stop belongs to. */
  readonly protects?: OrderId;
  /** The entry whose bracket a target belongs to. */
  readonly targetOf?: OrderId;
  /** The stop this one takes the place of, in one step, once it is accepted. */
  readonly replaces?: OrderId;
  /** The other leg of one that cancels the other. */
  readonly oco?: OrderId;
  phase: VenuePhase;
  /** Venue time; the submit time until it has arrived. */
  arrivedAt: UnixMs;
  filledLots: number;
  fillCount: number;
  bookAtArrival: { readonly bids: Levels; readonly asks: Levels };
  queue: QueueStep[];
  /** Lots ahead at our price; undefined while that cannot be known. */
  aheadLots?: number | undefined;
  /** Lots at our price when the book last told, and how many were traded there since. */
  level?: { readonly lots: number; readonly tradedLots: number } | undefined;
  /** The trade price that set it off. */
  seenTicks?: Ticks;
  /** Best trade a trailing stop has followed; undefined until it is active. */
  trailBest?: number;
  /** What its other leg has had of the lots both stand for. */
  otherFilledLots?: number;
  /** Why it is turned away when it arrives: its other leg was served or refused before. */
  doomed?: string;
  /** Why the venue made it: the position could no longer be kept. */
  readonly liquidation?: LiquidationCause;
  /** When it was last changed, venue time. */
  amendedAt?: UnixMs;
}

/** An order that has just been sent. */
export const newVenueOrder = (
  sent: Omit<VenueOrder, 'phase' | 'arrivedAt' | 'filledLots' | 'fillCount' | 'bookAtArrival' | 'queue'>,
): VenueOrder => ({
  ...sent,
  phase: 'in-flight',
  arrivedAt: sent.submittedAt,
  filledLots: 0,
  fillCount: 0,
  bookAtArrival: { bids: [], asks: [] },
  queue: [],
});

/** Lots of the order that are not filled yet, by itself or by its other leg, which stands for the same lots. */
export const remainingLots = ({ filledLots, intent, otherFilledLots = 0 }: VenueOrder): number =>
  intent.lots - filledLots - otherFilledLots;

/** The limit of an order that has one, in ticks. */
export const limitOf = ({ intent }: VenueOrder): Ticks | undefined => limitOfKind(intent.kind);

/** The side of the book an order takes from. */
export const sideHit = (order: VenueOrder): BookSide => (order.intent.side === 'buy' ? 'ask' : 'bid');

/** The side of the book an order rests on. */
export const sideJoined = (order: VenueOrder): BookSide => (order.intent.side === 'buy' ? 'bid' : 'ask');

/** Whether a price of the other side is at the limit of an order or better for it. Price 0 means there is none. */
export function reaches(side: 'buy' | 'sell', limit: number, priceTicks: number): boolean {
  if (priceTicks <= 0) return false;
  return side === 'buy' ? priceTicks <= limit : priceTicks >= limit;
}
