import type { Instrument } from '../domain/instrument/instrument.ts';
import type { VenueBar } from '../domain/market/market-event.ts';
import type { BarOfFill } from '../domain/order/fill-cause.ts';
import { setOffKind } from '../domain/order/order-kind.ts';
import { signOf } from '../domain/order/side.ts';
import { type Ticks, ticks } from '../domain/units/ticks.ts';
import type { BookView } from './book-view.ts';
import type { Execution } from './make-fill.ts';
import { followTrade, isSetOffBy, type Trigger, triggerOf } from './triggers.ts';
import { limitOf, type VenueOrder } from './venue-order.ts';

/** An order that reached the venue within this after a bar began has seen all of it, in ms. */
const SEEN_FROM_MS = 1_000;

/** The tick nearest to a price of a bar, at least one. */
export const inTicks = (price: number, { tickValue }: Instrument): Ticks =>
  ticks(Math.max(1, Math.round(price / tickValue)));

/** A bar in ticks, with what a taker pays on top of its prices. */
export function barOfFill(bar: VenueBar, instrument: Instrument, book: BookView): BarOfFill {
  const spread = book.bestAsk > 0 && book.bestBid > 0 ? book.bestAsk - book.bestBid : 1;
  return {
    open: inTicks(bar.open, instrument),
    high: inTicks(bar.high, instrument),
    low: inTicks(bar.low, instrument),
    slippageTicks: Math.max(1, Math.ceil(spread / 2)),
  };
}

/**
 * A stop in a bar: the adverse extreme comes first, so it is set off whenever the bar reaches its trigger, and leaves
 * at the trigger or, where the bar opens beyond it, at the open, with half a spread on top. A trailing stop follows
 * the other extreme only afterwards.
 */
export function stopInBar(order: VenueOrder, lots: number, bar: BarOfFill): Execution | undefined {
  const trigger = triggerOf(order);
  if (!trigger?.isStop) return undefined;
  return setOffInBar(order, lots, bar);
}

/** What follows a bar for orders that wait: trailing stops have seen its better extreme. */
export function followBar(order: VenueOrder, { high, low }: BarOfFill): void {
  followTrade(order, order.intent.side === 'sell' ? high : low);
}

/** A take-profit in a bar: only when the bar went a tick beyond its trigger, and with half a spread against it. */
export function takeProfitInBar(order: VenueOrder, lots: number, bar: BarOfFill): Execution | undefined {
  const trigger = triggerOf(order);
  if (!trigger || trigger.isStop) return undefined;
  const sign = signOf(order.intent.side);
  const best = sign > 0 ? bar.low : bar.high;
  return sign * (trigger.ticks - best) >= 1 ? setOffInBar(order, lots, bar) : undefined;
}

/** A resting limit in a bar: filled at its price only when the market traded through it by a tick. */
export function limitInBar(
  order: VenueOrder,
  lots: number,
  bar: BarOfFill,
  openTime: number,
): Execution | undefined {
  const limit = limitOf(order);
  if (limit === undefined || order.arrivedAt > openTime + SEEN_FROM_MS) return undefined;
  const sign = signOf(order.intent.side);
  const best = sign > 0 ? bar.low : bar.high;
  if (sign * (limit - best) < 1) return undefined;
  return { lots, ticks: limit, liquidity: 'maker', model: 'in-bar', bar };
}

/** The price a market order of that side gets that a bar set off: recomputed from its cause by the same rule. */
export function setOffPriceInBar(sign: 1 | -1, { isStop, ticks: trigger }: Trigger, bar: BarOfFill): number {
  // A bar that opens beyond a stop leaves at the open; beyond a take-profit it would be better, and is not believed.
  const isWorse = isStop && sign * (bar.open - trigger) > 0;
  const from = isWorse ? bar.open : trigger;
  return Math.max(1, from + sign * bar.slippageTicks);
}

function setOffInBar(order: VenueOrder, lots: number, bar: BarOfFill): Execution | undefined {
  const trigger = triggerOf(order);
  const sign = signOf(order.intent.side);
  const reached = [bar.open, bar.high, bar.low].find((price) => isSetOffBy(order, price));
  // What a limit makes of it is seen in the next bar: when in this one is not known.
  if (!trigger || reached === undefined || setOffKind(order.intent.kind).type !== 'market') return undefined;
  order.seenTicks = reached;
  const at = setOffPriceInBar(sign, trigger, bar);
  return { lots, ticks: at, liquidity: 'taker', model: 'in-bar', bar };
}
