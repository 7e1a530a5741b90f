import type { ClosedTrade } from '../domain/portfolio/closed-trade.ts';
import { addMoney, type Money, NO_MONEY, subtractMoney } from '../domain/units/money.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { BookableFill } from './bookable-fill.ts';

/** The running sums of a position from its opening fill to its closing one. */
export interface RoundTrip {
  readonly direction: 'long' | 'short';
  readonly openedAt: UnixMs;
  /** Largest size held so far, in lots. */
  readonly maxLots: number;
  /** Value bought and value sold, both positive. */
  readonly bought: Money;
  readonly sold: Money;
  readonly fees: Money;
  /** Received minus paid. */
  readonly funding: Money;
}

/** The part of a fill that opens, enlarges or closes one round trip. */
export interface FillPart {
  readonly lots: number;
  /** Exact value of the part, positive. */
  readonly notional: Money;
  readonly fee: Money;
}

/** A round trip that begins with this fill. */
export function beginRoundTrip(fill: BookableFill): RoundTrip {
  return {
    direction: fill.side === 'buy' ? 'long' : 'short',
    openedAt: fill.time,
    maxLots: 0,
    bought: NO_MONEY,
    sold: NO_MONEY,
    fees: NO_MONEY,
    funding: NO_MONEY,
  };
}

/** The round trip with one more part of a fill; `heldLots` is the size held afterwards, without sign. */
export function continueRoundTrip(
  trip: RoundTrip,
  fill: BookableFill,
  part: FillPart,
  heldLots: number,
): RoundTrip {
  const isBuy = fill.side === 'buy';
  return {
    ...trip,
    maxLots: Math.max(trip.maxLots, heldLots),
    bought: isBuy ? addMoney(trip.bought, part.notional) : trip.bought,
    sold: isBuy ? trip.sold : addMoney(trip.sold, part.notional),
    fees: addMoney(trip.fees, part.fee),
  };
}

/** The trade that a round trip has become with its closing fill, whose id makes the trade's id unique. */
export function closeRoundTrip(trip: RoundTrip, fill: BookableFill): ClosedTrade {
  const { bought, fees, funding, sold } = trip;
  return {
    tradeId: `trade-${fill.fillId}`,
    runId: fill.runId,
    instrument: fill.instrument,
    direction: trip.direction,
    openedAt: trip.openedAt,
    closedAt: fill.time,
    maxLots: trip.maxLots,
    bought,
    sold,
    fees,
    funding,
    netPnl: addMoney(subtractMoney(subtractMoney(sold, bought), fees), funding),
  };
}
