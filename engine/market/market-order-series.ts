import { DecayingQuantile } from '../numerics/decaying-quantile.ts';
import { continuesOrder, joinedOrder, type LoggedTrade, type MarketOrder, orderOf } from './market-order.ts';
import type { TradeLog } from './trade-log.ts';

/** Shares of orders that are smaller than a big, a very big and a huge one. */
export const BIG_SHARES = [0.95, 0.99, 0.999] as const;
/** Orders after which one counts half as much for what is big. */
export const BIG_HALF_LIFE = 2000;
/** Orders before anything is called big. */
export const BIG_WARM_UP = 200;
/** Orders kept; older ones are let go. */
const MOST_ORDERS = 6000;
const LET_GO = 1000;

/** An order and how many of the `BIG_SHARES` levels it is over: 0 is ordinary. */
export interface RankedOrder extends MarketOrder {
  readonly rank: number;
}

/**
 * The market orders of a trade log, put together from its prints, or its prints one by one; numbered
 * from the first one on. Each is ranked against the sizes of those before it, never of itself.
 */
export class MarketOrderSeries {
  readonly #joins: boolean;
  readonly #orders: RankedOrder[] = [];
  readonly #levels = BIG_SHARES.map((share) => new DecayingQuantile(share, BIG_HALF_LIFE));
  #dropped = 0;
  #place: number;

  /** `from` is the place in the log to begin at. */
  constructor({ joins, from = 0 }: { readonly joins: boolean; readonly from?: number }) {
    this.#joins = joins;
    this.#place = from;
  }

  /** Number of the oldest order still kept. */
  get firstOrder(): number {
    return this.#dropped;
  }

  /** Number the next order will have. The newest one may still grow. */
  get total(): number {
    return this.#dropped + this.#orders.length;
  }

  /** Lots an order must exceed to be of each rank; undefined until enough were seen. */
  get bigLots(): readonly number[] | undefined {
    if ((this.#levels[0]?.count ?? 0) < BIG_WARM_UP) return undefined;
    return this.#levels.map((level) => level.value ?? Infinity);
  }

  /** Orders from number `from` on. */
  orders(from: number, until: number = this.total): readonly RankedOrder[] {
    return this.#orders.slice(Math.max(0, from - this.#dropped), Math.max(0, until - this.#dropped));
  }

  /** Takes in at most `most` trades it has not seen; answers whether that was all. */
  catchUp(log: TradeLog, most: number): boolean {
    const until = Math.min(log.total, Math.max(this.#place, log.first) + most);
    log.each(
      this.#place,
      (time, ticks, signedLots, venueTime) => this.#take({ time, ticks, signedLots, venueTime }),
      until,
    );
    this.#place = until;
    return until === log.total;
  }

  #take(trade: LoggedTrade): void {
    const last = this.#orders.at(-1);
    if (this.#joins && last !== undefined && continuesOrder(last, trade)) {
      const order = joinedOrder(last, trade);
      this.#orders[this.#orders.length - 1] = { ...order, rank: this.#rankOf(order.lots) };
      return;
    }
    // Only now is the one before known to be complete.
    if (last !== undefined) for (const level of this.#levels) level.push(last.lots);
    const order = orderOf(trade);
    this.#orders.push({ ...order, rank: this.#rankOf(order.lots) });
    if (this.#orders.length < MOST_ORDERS + LET_GO) return;
    this.#orders.splice(0, LET_GO);
    this.#dropped += LET_GO;
  }

  #rankOf(lots: number): number {
    return this.bigLots?.filter((level) => lots > level).length ?? 0;
  }
}
