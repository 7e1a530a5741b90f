import type { Gate } from '../gate.ts';

/** A market order meets a price near the mid of a fresh book, or it waits for one. Exits never wait. */
export const marketBand: Gate = (intent, { bestAsk, bestBid, standing }) => {
  if (intent.reduceOnly || intent.kind.type !== 'market' || bestAsk === 0 || bestBid === 0) return undefined;
  const mid = (bestAsk + bestBid) / 2;
  const touch = intent.side === 'buy' ? bestAsk : bestBid;
  const distance = Math.abs(touch - mid) / mid;
  const limit = standing.limits.marketBand;
  return distance > limit
    ? { code: 'price-outside-band', measured: { distance, limit, priceTicks: touch } }
    : undefined;
};
