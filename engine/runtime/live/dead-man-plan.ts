import { type Instrument, type InstrumentId, notionalOf } from '../../domain/instrument/instrument.ts';
import type { Side } from '../../domain/order/side.ts';
import { lots, type Lots } from '../../domain/units/lots.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { ticks, type Ticks } from '../../domain/units/ticks.ts';
import type { DeadManObstacle } from '../../domain/venue/dead-man-finding.ts';
import type { Now } from '../order-desk.ts';
import type { KernelRooms } from '../kernel-rooms.ts';

/** A position by hand of at most so many of the least orders may serve for the test. */
const MOST_LEAST_ORDERS = 10;
/** Above the least value of an order, so that its stop and an exit at a worse price are none too small. */
const VALUE_HEADROOM = 1.25;
/** Fees may be taken in the coin: a lot for the entry, and one to spare. */
const SPOT_HEADROOM_LOTS = 2;
/** How far from the market the entry rests, as a fraction, and as a part of what risk allows. */
const REST_AWAY = 0.03;
const PART_OF_BAND = 0.6;

/** What a test of the dead man's switch would do in an instrument. */
export interface DeadManPlan {
  readonly instrument: Instrument;
  /** Lots by hand that are held already, with sign; 0 where the test opens a position of `size` itself. */
  readonly heldLots: number;
  readonly side: Side;
  /** The least an order there may be. */
  readonly size: Lots;
  /** Where the entry rests that the switch is to take back. */
  readonly restAt: Ticks;
  /** What both orders would cost to open at most, in quote units. */
  readonly worthQuote: number;
  /** Fees of opening and closing, and the spread, in quote units. */
  readonly costQuote: number;
}

export type PlannedDeadMan =
  | { readonly ok: true; readonly plan: DeadManPlan }
  | { readonly ok: false; readonly because: DeadManObstacle };

/** The instrument to test in: where something is held by hand, otherwise the first. */
export function testedInstrument({ instruments, ledger }: KernelRooms): InstrumentId | undefined {
  const held = ledger.positions().find(({ runId, signedLots }) => runId === 'manual' && signedLots !== 0);
  return held?.instrument ?? instruments.keys().next().value;
}

/** What the test would do now, or why it must not begin: nothing else may be at stake when the switch runs out. */
export function planDeadMan(rooms: KernelRooms, id: InstrumentId, now: Now): PlannedDeadMan {
  const market = rooms.market.of(id);
  if (!market) return no('market-not-live');
  const obstacle = obstacleOf(rooms, id, now);
  if (obstacle !== undefined) return no(obstacle);
  const { bestAsk, bestBid } = market.book;
  if (market.feed !== 'live' || bestBid <= 0 || bestAsk <= 0) return no('market-not-live');
  const { instrument } = market;
  const heldLots = rooms.ledger.signedLots('manual', id);
  const side: Side = heldLots < 0 ? 'sell' : 'buy';
  const touch = side === 'buy' ? bestBid : bestAsk;
  const away = Math.min(REST_AWAY, rooms.description.risk.priceBand * PART_OF_BAND);
  const restAt = ticks(side === 'buy' ? Math.floor(touch * (1 - away)) : Math.ceil(touch * (1 + away)));
  const size = leastLots(instrument, Math.min(restAt, bestBid));
  if (Math.abs(heldLots) > size * MOST_LEAST_ORDERS) return no('position-too-large');
  if (heldLots !== 0 && standingStops(rooms, id).length === 0) return no('position-without-stop');
  const worthQuote = quoteOf(instrument, size, bestAsk);
  const fees = (2 * worthQuote * instrument.takerFeePpm) / 1_000_000;
  const spread = quoteOf(instrument, size, bestAsk) - quoteOf(instrument, size, bestBid);
  const plan = { instrument, heldLots, side, size, restAt };
  const costQuote = heldLots === 0 ? fees + spread : 0;
  return { ok: true, plan: { ...plan, worthQuote: heldLots === 0 ? 2 * worthQuote : worthQuote, costQuote } };
}

/** Why no entry could leave for the test, or what should not be in it. */
function obstacleOf(
  rooms: KernelRooms,
  id: InstrumentId,
  { tradingState }: Now,
): DeadManObstacle | undefined {
  const { armed, description, ledger, runners, venue } = rooms;
  if (description.live?.traits.deadMan === undefined || !venue.venueSwitch) return 'no-switch';
  const { frozen, phase } = venue.conditions();
  if (phase !== 'ready' || frozen.length > 0) return 'not-reconciled';
  if (!armed.isArmed || tradingState !== 'active') return 'not-armed';
  if (runners.size > 0) return 'strategies-run';
  const isElse = ledger
    .positions()
    .some((each) => each.signedLots !== 0 && (each.runId !== 'manual' || each.instrument !== id));
  if (isElse) return 'holds-something-else';
  const hasOrders = venue.openOrders().some(({ role }) => role !== 'stop');
  return hasOrders ? 'orders-rest' : undefined;
}

/** Ids of the stops by hand that stand at the venue; none while any part of the position has none. */
export function standingStops({ venue }: KernelRooms, id: InstrumentId): readonly string[] {
  const behind = venue.stopsBehind('manual', id);
  if (behind.length === 0 || behind.some(({ standsAt }) => standsAt === undefined)) return [];
  const stops = venue
    .openOrders()
    .filter(({ instrument, role, runId }) => role === 'stop' && runId === 'manual' && instrument === id);
  return stops.every(({ status }) => status === 'working') ? stops.map((stop) => stop.id) : [];
}

function leastLots(instrument: Instrument, atTicks: number): Lots {
  const perLot = notionalOf(instrument, lots(1), ticks(Math.max(1, Math.floor(atTicks))));
  const byValue = Math.ceil((Number(instrument.minNotional) * VALUE_HEADROOM) / Number(perLot));
  const spare = instrument.kind === 'spot' ? SPOT_HEADROOM_LOTS : 0;
  return lots(Math.max(instrument.minLots, byValue, 1) + spare);
}

const quoteOf = (instrument: Instrument, size: Lots, at: number): number =>
  moneyToNumber(notionalOf(instrument, size, ticks(at)));

const no = (because: DeadManObstacle): PlannedDeadMan => ({ ok: false, because });
