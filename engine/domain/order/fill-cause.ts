import type { ForcedTrade } from '../venue/forced-trade.ts';
import type { Levels } from '../market/levels.ts';
import type { Money } from '../units/money.ts';
import type { Ticks } from '../units/ticks.ts';
import type { UnixMs } from '../units/time.ts';
import type { OrderKind } from './order-intent.ts';
import type { OrderId } from './order.ts';
import type { TriggerPrice } from './trigger-price.ts';

/** The three delays of one order, in ms: market to us, us to venue, venue to us. */
export interface DrawnLatency {
  readonly feedMs: number;
  readonly orderMs: number;
  readonly responseMs: number;
}

/** A step of a resting order's way to the front of its queue. */
export interface QueueStep {
  readonly time: UnixMs;
  /** Lots still ahead of us at our price after this step. */
  readonly aheadLots: number;
  readonly because: 'joined' | 'trade' | 'level-shrank' | 'level-gone';
}

/** The bar a fill was made in where there was no book, prices in ticks. */
export interface BarOfFill {
  readonly open: Ticks;
  readonly high: Ticks;
  readonly low: Ticks;
  /** What an order that takes pays on top of the bar's price: half the spread as bars show it, and impact. */
  readonly slippageTicks: number;
  /** What that follows from; absent in records made before impact was charged inside bars. */
  readonly depth?: BarDepth;
}

/** What a bar had for our orders, and what their size costs there. */
export interface BarDepth {
  readonly halfSpreadTicks: number;
  /** Range and volume of the bar before: what was known of the market's depth as the bar began. */
  readonly rangeTicks: number;
  readonly volumeLots: number;
  /** Lots our orders may have of this bar together, and had before this fill. */
  readonly allowedLots: number;
  readonly usedLots: number;
}

/** How those who left a queue without a trade were counted: behind the order, or by the share its place gives. */
export type QueueOfFill =
  | { readonly model: 'risk-averse' }
  | { readonly model: 'power'; readonly exponent: number };

/** What the order of a fill belonged to. */
export type FillLink =
  | { readonly kind: 'protective-stop' | 'bracket-target'; readonly entryId: OrderId }
  /** One of two orders for the same lots. */
  | { readonly kind: 'pair-leg'; readonly otherId: OrderId };

/** Why the venue took a position over: what backed it had fallen below what keeps it. */
export interface LiquidationCause {
  readonly mode: 'cross' | 'isolated';
  readonly markTicks: Ticks;
  /** What backed the position, and what it had to be backed by, when it was taken over. */
  readonly equity: Money;
  readonly maintenance: Money;
  /** Price at which nothing would be left of what backs it; the fill is no worse. */
  readonly bankruptcyTicks: Ticks;
  readonly liquidationFeePpm: number;
}

/**
 * Why a simulated fill happened, complete enough to compute its price again.
 * `walked-book` took liquidity level by level; `queue-reached` was resting and its turn came;
 * `traded-through` was resting and the market traded at a worse price for the other side;
 * `beyond-book` took more than the recorded depth, at its last level and an impact term;
 * `taken-over` was closed by the venue at the bankruptcy price, because the book had nothing better;
 * `in-bar` met a bar instead of a book, at the price that is worst for it among those the bar allows;
 * `venue-record` is what a real venue has told: only trade, times and fee are known, the rest is empty or 0;
 * `touched` was resting and counted as filled at the first touch: the optimistic preset, never the default.
 */
export interface FillCause {
  readonly model:
    | 'walked-book'
    | 'queue-reached'
    | 'traded-through'
    | 'beyond-book'
    | 'taken-over'
    | 'in-bar'
    | 'touched'
    | 'venue-record';
  readonly submittedAt: UnixMs;
  readonly arrivedAt: UnixMs;
  readonly latency: DrawnLatency;
  /**
   * The book the order met: as it arrived, or as a stop was set off. The side it hit is as deep as the
   * order reached, without what our own orders had taken from it before.
   */
  readonly bookAtArrival: { readonly bids: Levels; readonly asks: Levels };
  /** Lots ahead of a resting order over time; empty for takers. */
  readonly queue: readonly QueueStep[];
  /** The queue model of an order that rested; absent where there was no queue, and in older records. */
  readonly queueModel?: QueueOfFill;
  /** What the order belonged to besides itself; absent in older records. */
  readonly link?: FillLink;
  /** What its trigger looked at, of an order that waited for one; absent in older records. */
  readonly triggeredBy?: TriggerPrice;
  /** The trade print that reached us, for resting orders. */
  readonly tradeId?: string;
  /** Price of that print, or of the opposite side of the book that reached a resting order. */
  readonly seenTicks?: Ticks;
  /** The price a limit order asked for. */
  readonly limit?: Ticks;
  /** Lots the order had taken from this book before this fill; absent for resting orders. */
  readonly takenLots?: number;
  /** Mid when the order was decided, in half ticks, for slippage: 2 x mid. */
  readonly decisionMidHalfTicks?: number;
  readonly feePpm: number;
  /** Trigger of an order that waited, and the price that set it off. */
  readonly stop?: {
    readonly trigger: Ticks;
    readonly seen: Ticks;
    /** Which kind it was; left out for a stop at market. */
    readonly type?: OrderKind['type'];
    /** Best trade that a trailing stop had followed. */
    readonly trailedFrom?: Ticks;
  };
  /** The bar of a fill `in-bar`. */
  readonly bar?: BarOfFill;
  /** When the order was last changed, venue time. */
  readonly amendedAt?: UnixMs;
  /** Set when the venue closed the position by force. */
  readonly liquidation?: LiquidationCause;
  /** Set when a real venue has closed it itself. */
  readonly forced?: ForcedTrade;
  /** Ticks added for size beyond the recorded depth. */
  readonly impactTicks?: number;
}
