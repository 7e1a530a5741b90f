import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import type { MarketStep } from '../formula.ts';
import { withReadings } from '../readings.ts';

/** How a portfolio of the followed symbols moves on with a bar of each; undefined while it cannot say yet. */
export type PortfolioStep = (
  closes: readonly number[],
  weights: readonly number[],
) => readonly number[] | undefined;

/**
 * A run that keeps a portfolio of the first `most` followed symbols, begun with equal weights, and says how
 * much more than its equal share the own symbol holds. A time at which a symbol has no bar is left out.
 */
export function startPeerPortfolio(most: number, next: PortfolioStep) {
  wholeNumber('K', most, 2);
  let weights: readonly number[] = [];
  let excess = 0;
  const strength = () => (excess * weights.length) / 2;

  const step = (input: MarketStep): number | undefined => {
    if (input.kind !== 'peers') return undefined;
    const closes = input.peers.bars.slice(0, most).flatMap((bar) => (bar === undefined ? [] : [bar.close]));
    const count = Math.min(most, input.peers.bars.length);
    if (closes.length < count || count < 2) return undefined;
    if (weights.length !== count) weights = closes.map(() => 1 / count);
    const moved = next(closes, weights);
    if (moved === undefined) return undefined;
    weights = moved;
    excess = (weights[0] as number) - 1 / count;
    return excess;
  };
  return withReadings(step, {
    signal: () => clip(strength(), -1, 1),
    confidence: () => Math.min(1, Math.abs(strength())),
  });
}
