import type { Levels } from '../market/levels.ts';
import type { Ticks } from '../units/ticks.ts';
import type { UnixMs } from '../units/time.ts';

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

/**
 * Why a simulated fill happened, complete enough to compute its price again.
 * `walked-book` took liquidity level by level; `queue-reached` was resting and its turn came;
 * `traded-through` was resting and the market traded at a worse price for the other side;
 * `beyond-book` took more than the recorded depth, at its last level and an impact term;
 * `touched` was resting and counted as filled at the first touch: the optimistic preset, never the default.
 */
export interface FillCause {
  readonly model: 'walked-book' | 'queue-reached' | 'traded-through' | 'beyond-book' | 'touched';
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
  /** Trigger of a stop and the price that set it off. */
  readonly stop?: { readonly trigger: Ticks; readonly seen: Ticks };
  /** Ticks added for size beyond the recorded depth. */
  readonly impactTicks?: number;
}
