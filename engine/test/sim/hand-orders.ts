import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { OrderIntent, OrderKind } from '../../domain/order/order-intent.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Side } from '../../domain/order/side.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { Random } from '../../numerics/random.ts';
import type { Kernel } from '../../runtime/kernel.ts';

/** Most commands of one burst, all in the same millisecond. */
const MOST_IN_BURST = 6;
const LARGEST_SHARE = 0.02;
const EQUITY = 1_000_000;
/** A hand in a hurry does not want its order later than this, in ms. */
export const HAND_SIGNAL_MS = 800;

/** One wish: an order, the end of one, or another limit for one. */
export type HandWish =
  | { readonly intent: OrderIntent }
  | { readonly cancel: string }
  | { readonly amend: string; readonly limit: number }
  | { readonly moveStopOf: Order; readonly trigger: number };

/** What a person in a hurry sends in one instant: entries, exits, cancels and changes, as often as not too many. */
export function drawnBurst(random: Random, kernel: Kernel, instrument: Instrument): readonly HandWish[] {
  const book = kernel.rooms.market.of(instrument.id)?.book;
  if (!book || book.bestBid === 0) return [];
  const { bestAsk: ask, bestBid: bid } = book;
  const runId = random.uniform() < 0.7 ? 'manual' : 'helper';
  const most = (EQUITY * LARGEST_SHARE) / (ask * instrument.tickValue * instrument.lotValue);
  return Array.from({ length: 1 + random.integer(MOST_IN_BURST) }, () => {
    const size = instrument.minLots + 1 + random.integer(Math.max(1, Math.floor(most)));
    const wish = { runId, instrument: instrument.id, size, bid, ask, at: kernel.time };
    return drawnChange(random, kernel, wish) ?? { intent: entryInto(wish, random) };
  });
}

/** A wish about something that is there already, if one is drawn and there is something. */
function drawnChange(random: Random, kernel: Kernel, wish: Wish): HandWish | undefined {
  const { ledger, venue } = kernel.rooms;
  const open = venue.openOrders().filter((each) => each.role === 'entry');
  const picked = open[random.integer(open.length)];
  const held = ledger.signedLots(wish.runId, wish.instrument);
  const draw = random.uniform();
  if (draw < 0.15) return picked && { cancel: picked.id };
  if (draw < 0.25) return picked && { amend: picked.id, limit: wish.bid - random.integer(40) };
  if (draw < 0.32) return drawnMove(random, kernel, wish);
  if (draw < 0.45 && held !== 0) return { intent: exitOf(wish.runId, wish.instrument, held, random) };
  return undefined;
}

/** Another place for a stop that stands. */
function drawnMove(random: Random, kernel: Kernel, { ask, bid, instrument }: Wish): HandWish | undefined {
  const stops = kernel.rooms.venue
    .openOrders()
    .filter((each) => each.role === 'stop' && each.instrument === instrument && each.protects !== undefined);
  const picked = stops[random.integer(stops.length)];
  if (picked === undefined) return undefined;
  const away = Math.ceil(ask * (0.001 + 0.004 * random.uniform()));
  return { moveStopOf: picked, trigger: picked.side === 'sell' ? bid - away : ask + away };
}

function exitOf(runId: string, instrument: string, held: number, random: Random): OrderIntent {
  const size = random.uniform() < 0.6 ? Math.abs(held) : 1 + random.integer(Math.abs(held));
  return {
    runId,
    instrument,
    role: 'exit',
    side: held > 0 ? 'sell' : 'buy',
    lots: lots(size),
    kind: { type: 'market' },
    reduceOnly: true,
    reason: 'drawn',
  };
}

interface Wish {
  readonly runId: string;
  readonly instrument: string;
  readonly size: number;
  readonly bid: number;
  readonly ask: number;
  readonly at: UnixMs;
}

function entryInto({ ask, at, bid, instrument, runId, size }: Wish, random: Random): OrderIntent {
  const side: Side = random.uniform() < 0.5 ? 'buy' : 'sell';
  const away = Math.ceil(ask * (0.0015 + 0.006 * random.uniform()));
  const stop = side === 'buy' ? bid - away : ask + away;
  return {
    runId,
    instrument,
    role: 'entry',
    side,
    lots: lots(size),
    kind: drawnKind(random, side, bid, ask),
    reduceOnly: false,
    protectiveStop: ticks(stop),
    signal: { at, validMs: HAND_SIGNAL_MS },
    reason: 'drawn',
  };
}

function drawnKind(random: Random, side: Side, bid: number, ask: number): OrderKind {
  const draw = random.uniform();
  if (draw < 0.5) return { type: 'market' };
  const offset = Math.ceil(ask * 0.0006 * random.uniform());
  const passive = side === 'buy' ? bid - offset : ask + offset;
  const taking = side === 'buy' ? ask + 3 : bid - 3;
  if (draw < 0.7) return { type: 'limit', limit: ticks(passive), timeInForce: 'gtc', postOnly: false };
  if (draw < 0.8) return { type: 'limit', limit: ticks(passive), timeInForce: 'gtc', postOnly: true };
  const timeInForce = draw < 0.9 ? 'ioc' : 'fok';
  return { type: 'limit', limit: ticks(taking), timeInForce, postOnly: false };
}
