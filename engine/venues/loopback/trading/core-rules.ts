import type { CoreMarket } from './core-market.ts';
import type { CoreMoney } from './core-money.ts';
import type { CoreAsk, CoreOrder, CoreRefusal } from './core-order.ts';
import type { CoreKnobs } from './core-options.ts';
import { filterRefusal } from './venue-filters.ts';

/** What the market and the account of this moment refuse about an order. */
export function refusalNow(
  ask: CoreAsk,
  market: CoreMarket,
  { knobs, money }: { readonly knobs: CoreKnobs; readonly money: CoreMoney },
): CoreRefusal | undefined {
  const touch = ask.side === 'buy' ? market.ask : market.bid;
  const reduces = ask.reduceOnly === true && !knobs.ignoresReduceOnly && !market.isSpot;
  if (reduces && reducible(money, ask) === 0) return 'reduce-only';
  if (ask.trigger !== undefined && isReached(ask, market)) return 'would-trigger';
  if (ask.trigger !== undefined)
    return money.isUnpaid(market, ask, ask.limit ?? ask.trigger) && !money.locksLater(market)
      ? 'balance'
      : undefined;
  const crosses = ask.limit === undefined || (ask.side === 'buy' ? ask.limit >= touch : ask.limit <= touch);
  if (ask.postOnly === true && crosses) return 'post-only-would-take';
  if (ask.timeInForce === 'fok' && !crosses) return 'fill-or-kill';
  return money.isUnpaid(market, ask, ask.limit ?? touch) ? 'balance' : undefined;
}

/** What the market and the account of this moment refuse about an order that waits for a trigger becoming another one. */
export function changeRefusal(
  changed: CoreAsk,
  order: CoreOrder,
  { market, money }: { readonly market: CoreMarket; readonly money: CoreMoney },
): CoreRefusal | undefined {
  if (order.trigger === undefined) return undefined;
  // What was set off is an order like any other, and its trigger is a thing of the past.
  if (order.status !== 'untriggered') return 'order-closed';
  const filter = filterRefusal(market, changed);
  if (filter !== undefined) return filter;
  if (isReached(changed, market)) return 'would-trigger';
  const grows = changed.lots > order.lots && !money.locksLater(market);
  const more = { ...changed, lots: changed.lots - order.lots };
  return grows && money.isUnpaid(market, more, changed.limit ?? changed.trigger ?? 0) ? 'balance' : undefined;
}

/** How many lots of the position an order of its side could take away. */
export function reducible({ account }: CoreMoney, { side, symbol }: CoreAsk): number {
  const position = account.position(symbol);
  return side === 'sell' ? Math.max(0, position) : Math.max(0, -position);
}

/** Whether the market stands where the order is set off. */
export function isReached({ kind, side, trigger = 0 }: CoreAsk, { ask, bid }: CoreMarket): boolean {
  const isStop = kind === 'stop-market' || kind === 'stop-limit';
  const rises = isStop === (side === 'buy');
  return rises ? ask >= trigger : bid <= trigger;
}
