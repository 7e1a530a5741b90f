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
    const { bars } = input.peers;
    const count = Math.min(most, bars.length);
    if (count < 2) return undefined;
    const closes: number[] = [];
    for (let i = 0; i < count; i += 1) {
      const bar = bars[i];
      if (bar === undefined) return undefined;
      closes.push(bar.close);
    }
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
