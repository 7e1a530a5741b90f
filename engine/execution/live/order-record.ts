import type { OrderChange } from '../../domain/order/order-change.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import type { VenueOrderReport } from '../../domain/venue/venue-report.ts';
import { PACE } from './live-settings.ts';

/** How an order whose standing nobody knows is being asked for. Times are unix ms. */
export interface Inquiry {
  /** When it began. */
  readonly since: number;
  /** From when on "not found" counts. */
  settlesAt: number;
  /** Questions asked so far. */
  asked: number;
  nextAt: number;
  /** Answers "not found" in a row, of those asked after `settlesAt`. */
  misses: number;
  /** When trades and open orders were last asked for and read in full since it began. */
  tradesReadAt?: number | undefined;
  openReadAt?: number | undefined;
}

/** An order at a real venue with everything that is asked of the venue about it: plain data, changed in place. */
export interface OrderRecord {
  order: Order;
  venueOrderId?: string | undefined;
  /** When its request left; undefined while it is held back. */
  sentAt?: number | undefined;
  /** Twice the mid at the decision. */
  readonly decisionMidHalfTicks?: number;
  /** It is held back until the stop that stands for what it sells has gone. */
  waitsForCoins?: boolean | undefined;
  /** Venue time of the newest report that was believed. */
  reportedAt: number;
  /** It is to be taken back as soon as that can be asked for. */
  cancel?:
    | {
        readonly because: string;
        refusals: number;
        nextAt: number;
        /** The order that takes its place in one request, and no other request takes it back. */
        readonly by?: OrderId | undefined;
      }
    | undefined;
  /** It is to be changed as soon as that can be asked for; what was asked for while it is `amending`. */
  change?:
    | {
        readonly change: OrderChange;
        readonly because: string;
        sentAt?: number | undefined;
        /** The venue has said something: the request is not on its way any more. */
        isAnswered?: boolean | undefined;
      }
    | undefined;
  /** What it is to be changed to once that change is answered. */
  nextChange?: { readonly change: OrderChange; readonly because: string } | undefined;
  /** When it was last known what became of a change of it. */
  changedAt?: number | undefined;
  inquiry?: Inquiry | undefined;
  /** The venue says it is over with more filled than we know of: trades first. */
  ending?: VenueOrderReport | undefined;
  /** When it was over. */
  closedAt?: number | undefined;
  /** It is over, and the venue's own record has said so with all of its fills. */
  isFinal?: boolean | undefined;
  /** When it was first seen open though it was taken for closed. */
  seenOpenAt?: number | undefined;
}

/** It counts as over, and the venue has yet to say with how many fills. */
export function mayStillFill({ closedAt = 0, isFinal, order }: OrderRecord, now: number): boolean {
  const isOpenEnded = order.status === 'canceled' || order.status === 'expired';
  return isOpenEnded && isFinal !== true && now < closedAt + PACE.lateFill;
}
