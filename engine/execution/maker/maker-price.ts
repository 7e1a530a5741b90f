import type { Side } from '../../domain/order/side.ts';
import type { MakerTerms } from '../../domain/risk/maker-terms.ts';
import { ticks, type Ticks } from '../../domain/units/ticks.ts';

/** Best prices in ticks. */
export interface Touch {
  readonly bestBid: number;
  readonly bestAsk: number;
}

/**
 * Where a maker order rests: better than the mid by the improvement, rounded away from the market. As described
 * that is the price, though it may lie behind the queue or, in a wide book, be far inside it. Corrected it is
 * never behind the best price of its own side and never at the other. Undefined without a two-sided book.
 */
export function makerPrice(
  side: Side,
  { bestAsk, bestBid }: Touch,
  { improvement, place }: MakerTerms,
): Ticks | undefined {
  if (bestBid <= 0 || bestAsk <= 0) return undefined;
  const mid = (bestBid + bestAsk) / 2;
  const wished = side === 'buy' ? Math.floor(mid * (1 - improvement)) : Math.ceil(mid * (1 + improvement));
  if (place === 'from-mid') return ticks(Math.max(1, wished));
  return side === 'buy'
    ? ticks(Math.min(Math.max(wished, bestBid), Math.max(1, bestAsk - 1)))
    : ticks(Math.max(Math.min(wished, bestAsk), bestBid + 1));
}
