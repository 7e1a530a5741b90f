import { crc32 } from 'node:zlib';
import type { LevelSide } from '../level-side.ts';

const CHECKED_LEVELS = 25;

/**
 * OKX's CRC-32, unsigned: bid and ask by turns for the 25 best levels, price and size of each as sent,
 * all joined by colons; where one side is shorter, the other goes on alone.
 */
export function okxChecksum(bids: LevelSide, asks: LevelSide): number {
  const parts: string[] = [];
  const bestBids = bids.top(CHECKED_LEVELS);
  const bestAsks = asks.top(CHECKED_LEVELS);
  for (let index = 0; index < CHECKED_LEVELS; index += 1) {
    const bid = bestBids[index];
    const ask = bestAsks[index];
    if (bid !== undefined) parts.push(bid.price, bid.size);
    if (ask !== undefined) parts.push(ask.price, ask.size);
  }
  return crc32(parts.join(':'));
}
