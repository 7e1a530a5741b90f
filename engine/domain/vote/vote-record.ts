/** Bins of probability of a rise, each a twentieth wide. */
export const RELIABILITY_BINS = 20;

/**
 * What the decisions of a vote came to: each is scored at its horizon, one at a time, so that outcomes do not
 * overlap. Returns are log returns from mid to mid. Plain data.
 */
export interface VoteRecord {
  /** Decisions of any kind with an outcome: how probable a rise was said to be, and whether it came. */
  readonly forecasts: number;
  readonly rises: number;
  /** Sum of squared distances of the probability of a rise from what came (Brier score times count). */
  readonly squaredErrors: number;
  /** Forecasts and rises by the probability said, {@link RELIABILITY_BINS} of each. */
  readonly binned: readonly number[];
  readonly binnedRises: readonly number[];
  /** Decisions for LONG or SHORT: how many, how many the market went the way of, and the signed moves. */
  readonly decided: number;
  readonly hits: number;
  readonly returns: number;
  readonly squaredReturns: number;
  /** Sum of the spreads paid if each had been traded once in and out at the quotes, without fees. */
  readonly spreads: number;
}
