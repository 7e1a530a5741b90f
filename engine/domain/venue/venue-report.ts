import type { InstrumentId } from '../instrument/instrument.ts';
import type { Liquidity } from '../order/fill.ts';
import type { OrderId, RejectCode } from '../order/order.ts';
import type { Side } from '../order/side.ts';
import type { Lots } from '../units/lots.ts';
import type { Ticks } from '../units/ticks.ts';
import type { UnixMs } from '../units/time.ts';
import type { ForcedTrade } from './forced-trade.ts';
import type { PriceRange } from './price-range.ts';
import type { RequestId } from './venue-request.ts';

/** Where an order stands by the venue's own words. */
export type VenueOrderState = 'open' | 'triggered' | 'filled' | 'canceled' | 'expired' | 'rejected';

/** An order as the venue shows it. */
export interface VenueOrderReport {
  /** Ours, read back from the client id; absent when the order is not one of ours. */
  readonly orderId?: OrderId;
  readonly venueOrderId: string;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly lots: Lots;
  readonly filledLots: Lots;
  readonly state: VenueOrderState;
  readonly reduceOnly: boolean;
  readonly limit?: Ticks;
  readonly trigger?: Ticks;
  /** When the venue last changed it, by the venue's clock. */
  readonly venueTime: UnixMs;
  /** Why the venue closed it, in the venue's code. */
  readonly venueCode?: string;
}

/** One execution by the venue's own record. The key of a fill is venue, account, instrument and trade id. */
export interface VenueTrade {
  readonly tradeId: string;
  readonly venueOrderId: string;
  readonly orderId?: OrderId;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly lots: Lots;
  readonly ticks: Ticks;
  /** What was paid, as the venue wrote it: a plain decimal, below zero for a rebate. */
  readonly feeDecimal: string;
  readonly feeAsset: string;
  readonly liquidity: Liquidity;
  readonly venueTime: UnixMs;
  /** Made by the venue itself, against the account's will. */
  readonly forced?: ForcedTrade;
}

/** A position by the venue's own record. */
export interface VenuePosition {
  readonly instrument: InstrumentId;
  /** Above zero is long. */
  readonly signedLots: number;
  /** Trigger of a stop that belongs to the position itself and closes all of it. */
  readonly positionStop?: Ticks;
  readonly liquidationTicks?: number;
  readonly leverage?: number;
}

/** An amount of one asset by the venue's own record, as plain decimals. */
export interface VenueBalance {
  readonly asset: string;
  readonly totalDecimal: string;
  readonly freeDecimal: string;
}

/** Money that came or went other than by a trade, by the venue's own record. */
export interface VenueCashFlow {
  readonly flowId: string;
  /** `funding` of a position, what was moved in or out, or whatever else the venue books. */
  readonly kind: 'transfer' | 'funding' | 'other';
  readonly asset: string;
  /** A plain decimal: above zero was received. */
  readonly amountDecimal: string;
  /** Of funding. */
  readonly instrument?: InstrumentId;
  /** The venue's own word for it. */
  readonly detail: string;
  readonly venueTime: UnixMs;
}

/**
 * What a code of the venue means for the request it answered, by our own table:
 * certainly not done; perhaps done; already as asked, to be read back; held off by a limit, not done.
 */
export type OutcomeClass = 'not-done' | 'unknown' | 'already-so' | 'limited';

/** The answer to one request. */
export type VenueAnswer =
  /** Placed, amended or cancelled; `order` when the venue said how it stands now. */
  | { readonly kind: 'done'; readonly venueOrderId?: string; readonly order?: VenueOrderReport }
  | {
      readonly kind: 'refused';
      readonly class: OutcomeClass;
      readonly venueCode: string;
      /** The same in our words, where the code says it, such as a stop that would be set off at once. */
      readonly reason?: RejectCode;
      readonly retryAfterMs?: number;
      /** Of a request to replace an order: that one was taken back all the same, and nothing stands in its place. */
      readonly hasTakenBack?: true;
    }
  /** No answer that can be read: the request may have been carried out. */
  | { readonly kind: 'no-answer'; readonly because: string }
  /** `order` is undefined when the venue does not find it. */
  | { readonly kind: 'order'; readonly order: VenueOrderReport | undefined }
  | { readonly kind: 'open-orders'; readonly orders: readonly VenueOrderReport[] }
  /** `complete` is false when the venue's history does not reach back to what was asked. */
  | { readonly kind: 'trades'; readonly trades: readonly VenueTrade[]; readonly complete: boolean }
  | { readonly kind: 'positions'; readonly positions: readonly VenuePosition[] }
  | { readonly kind: 'balances'; readonly balances: readonly VenueBalance[] }
  /** `complete` is false when the venue's history does not reach back to what was asked. */
  | { readonly kind: 'cash-flows'; readonly flows: readonly VenueCashFlow[]; readonly complete: boolean }
  /** The oldest first; `complete` is false when the venue does not show prices back to what was asked. */
  | { readonly kind: 'prices'; readonly ranges: readonly PriceRange[]; readonly complete: boolean }
  /** Venue time minus ours, in ms, with the round trip of the best of several samples. */
  | { readonly kind: 'clock'; readonly offsetMs: number; readonly roundTripMs: number };

/** What reaches us from a venue's private side. */
export type VenueReport =
  | { readonly kind: 'reply'; readonly requestId: RequestId; readonly answer: VenueAnswer }
  | { readonly kind: 'stream-order'; readonly order: VenueOrderReport }
  | { readonly kind: 'stream-trade'; readonly trade: VenueTrade }
  | { readonly kind: 'stream-status'; readonly status: 'up' | 'down'; readonly detail: string };

/** A report as it enters the kernel: part of the event log, so a live session can be run again. */
export interface VenueReportEvent {
  readonly kind: 'venue-report';
  /** When we received it, by our clock. */
  readonly time: UnixMs;
  readonly report: VenueReport;
}
