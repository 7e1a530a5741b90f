import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import type { MarketStep } from '../formula.ts';
import { withReadings } from '../readings.ts';

/**
 * How a portfolio of the followed symbols moves on with a bar of each; undefined while it cannot say yet. The list of
 * closes is used again.
 */
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
  const closes: number[] = [];
  let excess = 0;
  const strength = () => (excess * weights.length) / 2;

  const step = (input: MarketStep): number | undefined => {
    if (input.kind !== 'peers') return undefined;
    const { bars } = input.peers;
    const count = Math.min(most, bars.length);
    if (count < 2) return undefined;
    closes.length = count;
    for (let i = 0; i < count; i += 1) {
      const bar = bars[i];
      if (bar === undefined) return undefined;
      closes[i] = bar.close;
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

/** What a portfolio earned of the relatives of its symbols, their mean, and their squared deviations from it. */
export interface PortfolioMoments {
  readonly earned: number;
  readonly mean: number;
  readonly spread: number;
}

/** Of weights and relatives in the same order. */
export function portfolioMoments(weights: readonly number[], relatives: readonly number[]): PortfolioMoments {
  const count = relatives.length;
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += relatives[i] as number;
  const mean = sum / count;
  let spread = 0;
  for (let i = 0; i < count; i += 1) spread += ((relatives[i] as number) - mean) ** 2;
  let earned = 0;
  for (let i = 0; i < weights.length; i += 1) earned += (weights[i] as number) * (relatives[i] as number);
  return { earned, mean, spread };
}

/** The weights `step` times as far along the deviations of the relatives from their mean. */
export function movedAlong(
  weights: readonly number[],
  relatives: readonly number[],
  mean: number,
  step: number,
): number[] {
  const moved = [...weights];
  for (let i = 0; i < moved.length; i += 1)
    moved[i] = (moved[i] as number) + step * ((relatives[i] as number) - mean);
  return moved;
}
