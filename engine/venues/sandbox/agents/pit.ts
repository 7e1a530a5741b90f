import type { Random } from '../../../numerics/random.ts';
import type { Calibration } from '../calibration.ts';
import type { SideSign } from '../matching/level-changes.ts';
import type { LimitOrderBook } from '../matching/limit-order-book.ts';

/** What an agent sees and can do where one instrument is traded. Prices in ticks, as doubles where fair. */
export interface Pit {
  readonly book: LimitOrderBook;
  readonly random: Random;
  readonly calibration: Calibration;
  /** Middle of best bid and best ask. */
  readonly mid: number;
  /** How one-sided the interest is, -1 to 1, above zero for buyers. */
  readonly pressure: number;
  /** Whole lots worth `quote` at the mid, at least one. */
  lotsWorth(quote: number): number;
  /** Trades at once up to `limit`; what is left over is forgotten. */
  hit(side: SideSign, limit: number, lots: number): void;
}

/** A size spread log-normally around its median, so that a few are many times larger. */
export function spreadSize(random: Random, median: number, logDeviation: number): number {
  return median * Math.exp(logDeviation * random.normal());
}
