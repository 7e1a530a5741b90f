import type { OrderKind } from '../../domain/order/order-intent.ts';
import { oppositeOf, type Side } from '../../domain/order/side.ts';
import { reaches } from '../venue-order.ts';

/** A leg we watch the market for, in the venue's place. Plain data, changed in place. */
export interface WatchedLeg {
  readonly kind: OrderKind;
  readonly side: Side;
  /** Best price a trailing stop has followed, in ticks; undefined until it is active. */
  trailBest?: number | undefined;
}

/**
 * Lets a leg see a price and answers whether it is set off by it: a stop by a market that goes against it, a
 * take-profit and a limit by one that comes to it. Price 0 means there is none.
 */
export function seePrice(leg: WatchedLeg, priceTicks: number): boolean {
  const { kind, side } = leg;
  if (priceTicks <= 0) return false;
  switch (kind.type) {
    case 'market':
      return true;
    case 'limit':
      return reaches(side, kind.limit, priceTicks);
    case 'stop-market':
    case 'stop-limit':
      return reaches(oppositeOf(side), kind.trigger, priceTicks);
    case 'take-profit-market':
    case 'take-profit-limit':
      return reaches(side, kind.trigger, priceTicks);
    case 'trailing-stop': {
      // The better for the position it closes, the further it follows: up for a sell, down for a buy.
      const best = leg.trailBest;
      const from = best ?? kind.activation ?? priceTicks;
      if (reaches(side, from, priceTicks)) leg.trailBest = priceTicks;
      if (leg.trailBest === undefined) return false;
      const away = side === 'sell' ? leg.trailBest - kind.distance : leg.trailBest + kind.distance;
      return reaches(oppositeOf(side), Math.max(1, away), priceTicks);
    }
  }
}
