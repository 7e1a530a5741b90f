import type { Bar } from '../domain/market/bar.ts';
import type { PeerBars } from './step-contents.ts';

/** The bar of the leader at this time: bitcoin for every other coin, ether for bitcoin. None where it is not followed or has no bar. */
export function leaderBar({ bars, leader }: PeerBars): Bar | undefined {
  return leader > 0 ? bars[leader] : undefined;
}
