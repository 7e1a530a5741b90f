import { oppositeOf } from '../domain/order/side.ts';
import { type Ticks, ticks } from '../domain/units/ticks.ts';
import { reaches, type VenueOrder } from './venue-order.ts';

/** Where a waiting order stands: the price that sets it off, and from which side. */
export interface Trigger {
  readonly ticks: Ticks;
  /** Whether it is set off by the market going against the order (a stop) or in its favor (a take-profit). */
  readonly isStop: boolean;
}

/** What sets an order off; undefined for an order that does not wait, and for a trailing one that follows nothing yet. */
export function triggerOf({ intent: { kind, side }, trailBest }: VenueOrder): Trigger | undefined {
  switch (kind.type) {
    case 'market':
    case 'limit':
      return undefined;
    case 'stop-market':
    case 'stop-limit':
      return { ticks: kind.trigger, isStop: true };
    case 'take-profit-market':
    case 'take-profit-limit':
      return { ticks: kind.trigger, isStop: false };
    case 'trailing-stop': {
      if (trailBest === undefined) return undefined;
      // A sell trails below the best trade; a price never falls below one tick.
      const at = side === 'sell' ? Math.max(1, trailBest - kind.distance) : trailBest + kind.distance;
      return { ticks: ticks(at), isStop: true };
    }
  }
}

/** Whether a trade price sets an order off. Price 0 means there was no trade yet. */
export function isSetOffBy(order: VenueOrder, tradeTicks: number): boolean {
  const trigger = triggerOf(order);
  if (!trigger) return false;
  const { side } = order.intent;
  return reaches(trigger.isStop ? oppositeOf(side) : side, trigger.ticks, tradeTicks);
}

/** Lets a trailing stop follow a trade; others stay as they are. Call it before asking whether it is set off. */
export function followTrade(order: VenueOrder, tradeTicks: number): void {
  const { kind, side } = order.intent;
  if (kind.type !== 'trailing-stop' || tradeTicks <= 0) return;
  // The better for the position it closes, the further the trigger follows: up for a sell, down for a buy.
  const isBetter = (price: number, than: number) => (side === 'sell' ? price >= than : price <= than);
  if (order.trailBest === undefined) {
    if (kind.activation === undefined || isBetter(tradeTicks, kind.activation)) order.trailBest = tradeTicks;
  } else if (isBetter(tradeTicks, order.trailBest)) {
    order.trailBest = tradeTicks;
  }
}
