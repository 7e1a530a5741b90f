import { type Instrument, notionalOf } from '../domain/instrument/instrument.ts';
import { signOf } from '../domain/order/side.ts';
import type { ClosedTrade } from '../domain/portfolio/closed-trade.ts';
import type { Position } from '../domain/portfolio/position.ts';
import { mulDiv } from '../domain/units/fixed.ts';
import { lots } from '../domain/units/lots.ts';
import { addMoney, type Money, money, NO_MONEY, subtractMoney } from '../domain/units/money.ts';
import type { BookableFill } from './bookable-fill.ts';
import {
  beginRoundTrip,
  closeRoundTrip,
  continueRoundTrip,
  type FillPart,
  type RoundTrip,
} from './round-trip.ts';

/**
 * A position with what its exact arithmetic needs. Its own sums count from the opening fill.
 *
 * The cost that leaves with a partial close is a share of the cost at the last enlargement
 * (`anchorCost` of `anchorLots`), not of the cost after the close before: so closing in one piece
 * or in many leaves the same cost, to the last unit.
 */
export interface OpenPosition extends Position {
  readonly anchorLots: number;
  readonly anchorCost: Money;
  /** The instrument's, so that a position can be valued by itself. */
  readonly moneyPerTickLot: bigint;
  readonly trip: RoundTrip;
}

/** What a fill did to a position. */
export interface Booking {
  /** Undefined when the position is flat. */
  readonly position: OpenPosition | undefined;
  /** Booked by this fill, before fees; zero when nothing was closed. */
  readonly realizedPnl: Money;
  readonly closedTrade?: ClosedTrade;
}

/** Books one fill on a position; a fill larger than an opposite position closes it and opens the other way. */
export function bookFill(
  before: OpenPosition | undefined,
  fill: BookableFill,
  instrument: Instrument,
): Booking {
  const held = before?.signedLots ?? 0;
  const sign = signOf(fill.side);
  if (!before || held * sign > 0) {
    return {
      position: enlarge(before ?? emptyPosition(fill, instrument), fill, partOf(fill, instrument, fill.lots)),
      realizedPnl: NO_MONEY,
    };
  }
  const closing = partOf(fill, instrument, Math.min(Math.abs(held), fill.lots));
  const shrunk = shrink(before, fill, closing);
  if (shrunk.position || fill.lots === closing.lots) return shrunk;
  const opening: FillPart = {
    lots: fill.lots - closing.lots,
    notional: subtractMoney(notionalOf(instrument, fill.lots, fill.ticks), closing.notional),
    fee: subtractMoney(fill.fee, closing.fee),
  };
  return { ...shrunk, position: enlarge(emptyPosition(fill, instrument), fill, opening) };
}

/** Value of a position at a price, minus its cost: above zero is a gain. Without a price it counts at cost. */
export function unrealizedPnlOf(position: OpenPosition, markTicks: number): Money {
  if (!(markTicks > 0)) return NO_MONEY;
  return subtractMoney(valueOf(position, markTicks), position.cost);
}

/** Exact value at a price, signed like the lots. */
export function valueOf(position: OpenPosition, atTicks: number): Money {
  return money(BigInt(position.signedLots) * BigInt(atTicks) * position.moneyPerTickLot);
}

/** The position after it received (above zero) or paid funding. */
export function withFunding(position: OpenPosition, amount: Money): OpenPosition {
  const { trip } = position;
  return {
    ...position,
    funding: addMoney(position.funding, amount),
    trip: { ...trip, funding: addMoney(trip.funding, amount) },
  };
}

function partOf(fill: BookableFill, instrument: Instrument, size: number): FillPart {
  return {
    lots: size,
    notional: notionalOf(instrument, lots(size), fill.ticks),
    fee: money(mulDiv(fill.fee, BigInt(size), BigInt(fill.lots), 'half-even')),
  };
}

function enlarge(before: OpenPosition, fill: BookableFill, part: FillPart): OpenPosition {
  const sign = signOf(fill.side);
  const signedLots = before.signedLots + sign * part.lots;
  const cost = money(before.cost + BigInt(sign) * part.notional);
  return {
    ...before,
    signedLots,
    cost,
    feesPaid: addMoney(before.feesPaid, part.fee),
    anchorLots: Math.abs(signedLots),
    anchorCost: cost,
    trip: continueRoundTrip(before.trip, fill, part, Math.abs(signedLots)),
  };
}

/** The position a fill is about to open, still without lots. */
function emptyPosition(fill: BookableFill, instrument: Instrument): OpenPosition {
  return {
    runId: fill.runId,
    instrument: fill.instrument,
    signedLots: 0,
    cost: NO_MONEY,
    realizedPnl: NO_MONEY,
    feesPaid: NO_MONEY,
    funding: NO_MONEY,
    anchorLots: 0,
    anchorCost: NO_MONEY,
    moneyPerTickLot: instrument.moneyPerTickLot,
    trip: beginRoundTrip(fill),
  };
}

function shrink(before: OpenPosition, fill: BookableFill, part: FillPart): Booking {
  const sign = signOf(fill.side);
  const signedLots = before.signedLots + sign * part.lots;
  const heldLots = Math.abs(signedLots);
  const cost = money(mulDiv(before.anchorCost, BigInt(heldLots), BigInt(before.anchorLots), 'half-even'));
  const removed = subtractMoney(before.cost, cost);
  const realizedPnl = money(-BigInt(sign) * part.notional - removed);
  const trip = continueRoundTrip(before.trip, fill, part, heldLots);
  if (signedLots === 0) return { position: undefined, realizedPnl, closedTrade: closeRoundTrip(trip, fill) };
  const position = {
    ...before,
    signedLots,
    cost,
    realizedPnl: addMoney(before.realizedPnl, realizedPnl),
    feesPaid: addMoney(before.feesPaid, part.fee),
    trip,
  };
  return { position, realizedPnl };
}
