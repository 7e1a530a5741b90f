import type { TradeLog } from './trade-log.ts';

/** How fast trades come, over a window that ends now. */
export interface FlowSpeed {
  readonly tradesPerSecond: number;
  /** Lots a second in which the buyer, or the seller, crossed the spread. */
  readonly buyLotsPerSecond: number;
  readonly sellLotsPerSecond: number;
}

/** The mean speed of the trades after `now - windowMs`, up to and including `now`. */
export function flowSpeed(log: TradeLog, now: number, windowMs: number): FlowSpeed {
  let [trades, buys, sells] = [0, 0, 0];
  log.each(log.placeAt(now - windowMs + 1), (time, _ticks, signedLots) => {
    if (time > now) return;
    trades += 1;
    if (signedLots > 0) buys += signedLots;
    else sells -= signedLots;
  });
  const perSecond = 1000 / windowMs;
  return {
    tradesPerSecond: trades * perSecond,
    buyLotsPerSecond: buys * perSecond,
    sellLotsPerSecond: sells * perSecond,
  };
}
