import type { CoreMarket } from './core-market.ts';
import type { CoreAsk, CoreRefusal } from './core-order.ts';

/** What a venue's published filters refuse about an order, whatever the market does. */
export function filterRefusal(market: CoreMarket, ask: CoreAsk): CoreRefusal | undefined {
  const { limit, lots, reduceOnly, trigger } = ask;
  const { instrument } = market;
  if (!Number.isSafeInteger(lots) || lots <= 0) return 'bad-size';
  if (limit !== undefined && limit <= 0) return 'bad-price';
  if (trigger !== undefined && trigger <= 0) return 'bad-price';
  if (lots < instrument.minLots) return 'below-min-size';
  if (lots > instrument.maxLots) return 'above-max-size';
  const at = limit ?? trigger ?? (ask.side === 'buy' ? market.ask : market.bid);
  const isSmall = market.notional(lots, at) < instrument.minNotional;
  return isSmall && reduceOnly !== true ? 'below-min-notional' : undefined;
}
