import type { InstrumentId } from '../instrument/instrument.ts';
import type { OrderKind } from '../order/order-intent.ts';
import type { OrderId } from '../order/order.ts';
import type { Side } from '../order/side.ts';
import type { Lots } from '../units/lots.ts';
import type { Ticks } from '../units/ticks.ts';
import type { UnixMs } from '../units/time.ts';

/** Number of a request within its account, counted up and never used twice. A reply names it. */
export type RequestId = number;

/** Asks for a new order. At most one of these exists for an order id, ever. */
export interface PlaceRequest {
  readonly kind: 'place';
  readonly requestId: RequestId;
  readonly orderId: OrderId;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly lots: Lots;
  readonly order: OrderKind;
  readonly reduceOnly: boolean;
  /** A protective stop that travels inside the request, where the venue can. */
  readonly attachedStop?: Ticks;
  /** An order the venue takes back first, in the same request: where it cannot, it places nothing. */
  readonly replaces?: { readonly orderId: OrderId; readonly venueOrderId?: string };
}

/** Asks to change what is left of an order, where it stands: never by cancelling and placing anew. */
export interface AmendRequest {
  readonly kind: 'amend';
  readonly requestId: RequestId;
  readonly orderId: OrderId;
  readonly instrument: InstrumentId;
  readonly venueOrderId?: string;
  /** Whole size of the order, filled part included. */
  readonly lots?: Lots;
  readonly limit?: Ticks;
  readonly trigger?: Ticks;
  /** The order only reduces: its change leaves though trading is frozen. */
  readonly reduceOnly?: true;
}

/** Asks to take an order back. May be sent again: cancelling twice changes nothing. */
export interface CancelRequest {
  readonly kind: 'cancel';
  readonly requestId: RequestId;
  readonly orderId: OrderId;
  readonly instrument: InstrumentId;
  readonly venueOrderId?: string;
}

/** The dead-man's switch: everything is cancelled when this is not renewed in time; 0 switches it off. */
export interface CancelAllAfterRequest {
  readonly kind: 'cancel-all-after';
  readonly requestId: RequestId;
  readonly seconds: number;
}

/** Asks what the venue knows; changes nothing there. */
export type VenueQuestion =
  | {
      readonly kind: 'ask-order';
      readonly requestId: RequestId;
      readonly orderId: OrderId;
      readonly instrument: InstrumentId;
      readonly venueOrderId?: string;
    }
  | { readonly kind: 'ask-open-orders'; readonly requestId: RequestId }
  /** Own trades from `since` on, all pages of them. */
  | { readonly kind: 'ask-trades'; readonly requestId: RequestId; readonly since: UnixMs }
  /** Positions with the stop that stands behind each. */
  | { readonly kind: 'ask-positions'; readonly requestId: RequestId }
  | { readonly kind: 'ask-balances'; readonly requestId: RequestId }
  /** Money that came or went since then other than by trades, all pages of it. */
  | { readonly kind: 'ask-cash-flows'; readonly requestId: RequestId; readonly since: UnixMs }
  /** Prices of every minute since then, the one that has begun before it among them. */
  | {
      readonly kind: 'ask-prices';
      readonly requestId: RequestId;
      readonly instrument: InstrumentId;
      readonly since: UnixMs;
    }
  | { readonly kind: 'ask-clock'; readonly requestId: RequestId };

/** Everything we ask of a venue. A request leaves only after the journal row that holds it is committed. */
export type VenueRequest =
  | PlaceRequest
  | AmendRequest
  | CancelRequest
  | CancelAllAfterRequest
  | VenueQuestion;
