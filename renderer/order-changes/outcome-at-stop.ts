import type { InstrumentView, PositionView } from '../../engine/contract/views.ts';

const BPS = 10_000;

/**
 * What a position would have made once its stop has filled at a price, in quote units; below zero is a loss. As risk
 * measures it: from the mean entry on the grid of ticks, with taker fees both ways.
 */
export function outcomeAtStop(
  { direction, entryPrice, sizeBase }: Pick<PositionView, 'direction' | 'entryPrice' | 'sizeBase'>,
  at: number,
  { takerFeeBps, tickSize }: Pick<InstrumentView, 'takerFeeBps' | 'tickSize'>,
): number {
  const tick = Number(tickSize);
  const entry = Math.round(entryPrice / tick) * tick;
  const moved = direction === 'long' ? at - entry : entry - at;
  const fees = ((entry + at) * Math.max(0, takerFeeBps)) / BPS;
  return (moved - fees) * sizeBase;
}
