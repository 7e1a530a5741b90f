import type { CoreMarket } from './core-market.ts';
import type { CoreOrder, CoreRefusal, CoreTrade } from './core-order.ts';

/** What the core tells the wire: an order changed, or an execution happened. */
export interface CoreListener {
  order(order: CoreOrder): void;
  trade(trade: CoreTrade): void;
}

export interface CoreOptions {
  readonly markets: readonly CoreMarket[];
  readonly balances: Readonly<Record<string, number>>;
  readonly now: () => number;
  /** The numbers of orders, as the venue writes them. */
  readonly orderId?: (count: number) => string;
  readonly tradeId?: (count: number) => string;
  /** Orders of spot that wait for a trigger lock what they would pay with only once they are set off. */
  readonly locksWhenTriggered?: boolean;
}

/** Into how many executions a marketable order is split, and whether flags are honored. */
export interface CoreKnobs {
  partials: number;
  /** A stop whose trigger has been reached does nothing. */
  leavesStopsUntriggered: boolean;
  /** Lets reduce-only orders open or flip a position. */
  ignoresReduceOnly: boolean;
  /** The leverage positions are shown with, where the venue shows one. */
  leverage: number;
  /** Fees of what is bought on spot are taken in the coin. */
  takesFeesInCoin: boolean;
  /** The key may read what was put in and taken out, where that is a right of its own. */
  mayReadMoney: boolean;
  /** The next orders are refused so, whatever they are. */
  refuseNext: CoreRefusal[];
}
