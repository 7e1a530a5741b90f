import type { Side } from '../domain/order/side.ts';

/** What one taker seems to have sent: prints that belong together, or a single one. Ticks and lots. */
export interface MarketOrder {
  readonly side: Side;
  /** Event time of its first print and the venue's time of all of them, in ms. */
  readonly time: number;
  readonly venueTime: number;
  /** Prints it is made of. */
  readonly fills: number;
  /** Different prices it traded at. */
  readonly levels: number;
  readonly lots: number;
  /** Sum of ticks times lots; divided by the lots it is the mean price. */
  readonly tickLots: number;
  readonly startTicks: number;
  readonly endTicks: number;
}

/** One print as the trade log has it: signed lots are above zero when the buyer crossed the spread. */
export interface LoggedTrade {
  readonly time: number;
  readonly venueTime: number;
  readonly ticks: number;
  readonly signedLots: number;
}

export const orderOf = ({ signedLots, ticks, time, venueTime }: LoggedTrade): MarketOrder => {
  const lots = Math.abs(signedLots);
  const side = signedLots > 0 ? 'buy' : 'sell';
  return {
    side,
    time,
    venueTime,
    fills: 1,
    levels: 1,
    lots,
    tickLots: ticks * lots,
    startTicks: ticks,
    endTicks: ticks,
  };
};

/**
 * Whether a print goes on with an order: the print right after it, of the same taker side, at the same
 * venue time, at the price it had reached or a worse one for the taker. A sweep only walks away from
 * where it began, so a better price is somebody else's.
 */
export function continuesOrder(order: MarketOrder, { signedLots, ticks, venueTime }: LoggedTrade): boolean {
  if (venueTime !== order.venueTime) return false;
  return order.side === 'buy'
    ? signedLots > 0 && ticks >= order.endTicks
    : signedLots < 0 && ticks <= order.endTicks;
}

export function joinedOrder(order: MarketOrder, { signedLots, ticks }: LoggedTrade): MarketOrder {
  const lots = Math.abs(signedLots);
  return {
    ...order,
    fills: order.fills + 1,
    levels: order.levels + (ticks === order.endTicks ? 0 : 1),
    lots: order.lots + lots,
    tickLots: order.tickLots + ticks * lots,
    endTicks: ticks,
  };
}
