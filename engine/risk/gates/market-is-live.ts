import type { Gate } from '../gate.ts';

/** Refuses entries on a feed that cannot be believed, and any order where there is nothing to trade against. */
export const marketIsLive: Gate = (intent, situation) => {
  if (!situation.feedIsLive && !intent.reduceOnly) return { code: 'feed-not-live', measured: {} };
  const { bestBid, bestAsk } = situation;
  return bestBid > 0 && bestAsk > 0
    ? undefined
    : { code: 'no-market', measured: { bestBidTicks: bestBid, bestAskTicks: bestAsk } };
};
