/** Follows the best price from a gain on. Shares of price. */
export interface TrailingExit {
  readonly activation: number;
  readonly distance: number;
}

/** Gives no gain of `activation` back below its entry, or below its entry and what the round trip costs. */
export interface BreakEvenExit {
  readonly activation: number;
  readonly level: 'entry' | 'entry-with-cost';
}

/** Takes `share` of the first size at each gain. Shares of price, nearest first. */
export interface TargetExit {
  readonly gains: readonly number[];
  readonly share: number;
}

/** A fixed stop and a fixed target, such as 0.5 % and 1.5 %. Shares of price. */
export interface AsymmetricExit {
  readonly stop: number;
  readonly target: number;
}

/** Closes where a price that is pulled back to its mean is best let go of, fitted on closed minutes. */
export interface ReversionExit {
  /** Minutes the pull is fitted on, and how many pass between fits. */
  readonly window: number;
  readonly refit: number;
  /** Discount of the future, per minute. */
  readonly discount: number;
}

/** How positions of a strategy are closed besides its own wish. Absent parts do nothing. */
export interface ExitPlan {
  readonly trailing?: TrailingExit;
  readonly breakEven?: BreakEvenExit;
  /** Longest time in a position, in ms. */
  readonly longestMs?: number;
  readonly targets?: TargetExit;
  readonly asymmetric?: AsymmetricExit;
  readonly reversion?: ReversionExit;
}

export type HoldKind = 'mean-reversion' | 'regime' | 'microstructure' | 'event';

/** Shortest time in a position before a strategy's own wish may close it, in ms. */
export interface MinimumHold {
  readonly ms: number;
  /** As first described it held back protective exits of the plan too; stops at the venue it never could. */
  readonly blocksProtection: boolean;
}
