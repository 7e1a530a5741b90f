import type { BarOfFill } from '../domain/order/fill-cause.ts';
import { setOffKind } from '../domain/order/order-kind.ts';
import { signOf } from '../domain/order/side.ts';
import type { Ticks } from '../domain/units/ticks.ts';
import { type BarOffer, slippageOf } from './bar-offer.ts';
import type { Execution } from './make-fill.ts';
import { followTrade, isSetOffBy, type Trigger, triggerOf } from './triggers.ts';
import { limitOf, type VenueOrder } from './venue-order.ts';

/** An order that reached the venue within this after a bar began has seen all of it, in ms. */
const SEEN_FROM_MS = 1_000;

/** An order that a bar set off: by which of its prices, and what the bar gave it at once. */
export interface SetOffInBar {
  readonly seenTicks: Ticks;
  /** Absent for an order with a limit, which meets the book after the bar, and where nothing of the bar was left. */
  readonly execution?: Execution;
}

/**
 * A stop in a bar: the adverse extreme comes first, so it is set off whenever the bar reaches its trigger, and leaves
 * at the trigger or, where the bar opens beyond it, at the open, with half a spread and its impact on top. A trailing
 * stop follows the other extreme only afterwards.
 */
export function stopInBar(order: VenueOrder, lots: number, bar: BarOffer): SetOffInBar | undefined {
  const trigger = triggerOf(order);
  return trigger?.isStop === true ? setOffInBar(order, trigger, { lots, bar }) : undefined;
}

/** What follows a bar for orders that wait: trailing stops have seen its better extreme. */
export function followBar(order: VenueOrder, { high, low }: BarOffer): void {
  followTrade(order, order.intent.side === 'sell' ? high : low);
}

/** A take-profit in a bar: only when the bar went a tick beyond its trigger, and with slippage against it. */
export function takeProfitInBar(order: VenueOrder, lots: number, bar: BarOffer): SetOffInBar | undefined {
  const trigger = triggerOf(order);
  if (!trigger || trigger.isStop) return undefined;
  const sign = signOf(order.intent.side);
  const best = sign > 0 ? bar.low : bar.high;
  return sign * (trigger.ticks - best) >= 1 ? setOffInBar(order, trigger, { lots, bar }) : undefined;
}

/** A resting limit in a bar: filled at its price only when the market traded through it by a tick. */
export function limitInBar(order: VenueOrder, lots: number, bar: BarOffer): Execution | undefined {
  const limit = limitOf(order);
  if (limit === undefined || order.arrivedAt > bar.openTime + SEEN_FROM_MS) return undefined;
  const sign = signOf(order.intent.side);
  const best = sign > 0 ? bar.low : bar.high;
  const served = bar.lotsFor(lots);
  if (sign * (limit - best) < 1 || served === 0) return undefined;
  return { lots: served, ticks: limit, liquidity: 'maker', model: 'in-bar', bar: bar.forMaker() };
}

/** The price a market order of that side gets that a bar set off: recomputed from its cause by the same rule. */
export function setOffPriceInBar(
  sign: 1 | -1,
  { isStop, ticks: trigger }: Trigger,
  { bar, lots }: { readonly bar: BarOfFill; readonly lots: number },
): number {
  // A bar that opens beyond a stop leaves at the open; beyond a take-profit it would be better, and is not believed.
  const isWorse = isStop && sign * (bar.open - trigger) > 0;
  const from = isWorse ? bar.open : trigger;
  const slippage = bar.depth === undefined ? bar.slippageTicks : slippageOf(bar.depth, lots);
  return Math.max(1, from + sign * slippage);
}

function setOffInBar(
  order: VenueOrder,
  trigger: Trigger,
  { bar, lots }: { readonly bar: BarOffer; readonly lots: number },
): SetOffInBar | undefined {
  const seenTicks = [bar.open, bar.high, bar.low].find((price) => isSetOffBy(order, price));
  if (seenTicks === undefined) return undefined;
  const served = bar.lotsFor(lots);
  // What a limit makes of it is seen in the book after the bar: when in the bar it was set off is not known.
  if (served === 0 || setOffKind(order.intent.kind).type !== 'market') return { seenTicks };
  const record = bar.forTaker(served);
  const at = setOffPriceInBar(signOf(order.intent.side), trigger, { bar: record, lots: served });
  return {
    seenTicks,
    execution: { lots: served, ticks: at, liquidity: 'taker', model: 'in-bar', bar: record },
  };
}
