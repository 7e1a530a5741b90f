import type { Gate } from '../gate.ts';

/**
 * Refuses entries on a feed that cannot be believed or without a two-sided book, and exits where there is nothing to
 * trade against.
 */
export const marketIsLive: Gate = (intent, situation) => {
  const { bestAsk, bestBid, feedAgeMs, feedIsLive } = situation;
  if (!feedIsLive && !intent.reduceOnly)
    return { code: 'feed-not-live', measured: feedAgeMs === undefined ? {} : { ageMs: feedAgeMs } };
  const hit = intent.side === 'buy' ? bestAsk : bestBid;
  return (intent.reduceOnly && hit > 0) || (bestBid > 0 && bestAsk > 0)
    ? undefined
    : { code: 'no-market', measured: { bestBidTicks: bestBid, bestAskTicks: bestAsk } };
};
