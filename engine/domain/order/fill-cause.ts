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
 * `traded-through` was resting and the market traded at a worse price for the other side.
 */
export interface FillCause {
  readonly model: 'walked-book' | 'queue-reached' | 'traded-through' | 'beyond-book';
  readonly submittedAt: UnixMs;
  readonly arrivedAt: UnixMs;
  readonly latency: DrawnLatency;
  /** Best levels of the side that was hit, or of our own side when resting, as the order arrived. */
  readonly bookAtArrival: { readonly bids: Levels; readonly asks: Levels };
  /** Lots ahead of a resting order over time; empty for takers. */
  readonly queue: readonly QueueStep[];
  /** The trade print that reached us, for resting orders. */
  readonly tradeId?: string;
  /** Mid when the order was decided, in half ticks, for slippage: 2 x mid. */
  readonly decisionMidHalfTicks?: number;
  readonly feePpm: number;
  /** Trigger of a stop and the price that set it off. */
  readonly stop?: { readonly trigger: Ticks; readonly seen: Ticks };
  /** Ticks added for size beyond the recorded depth. */
  readonly impactTicks?: number;
}
