import type { MarketView } from '../../../engine/contract/views.ts';

/** Levels a side that are weighed. */
export const WEIGHED_LEVELS = 5;

/**
 * How much more rests on the bid than on the ask in the best five levels: from −1 (asks alone) to +1 (bids
 * alone); undefined while a side is empty.
 */
export function topImbalance({ asks, bids }: Pick<MarketView, 'asks' | 'bids'>): number | undefined {
  const bid = sizeOf(bids);
  const ask = sizeOf(asks);
  return bid === 0 || ask === 0 ? undefined : (bid - ask) / (bid + ask);
}

function sizeOf(levels: readonly number[]): number {
  let sum = 0;
  for (let at = 1; at < Math.min(levels.length, 2 * WEIGHED_LEVELS); at += 2) sum += levels[at] ?? 0;
  return sum;
}
