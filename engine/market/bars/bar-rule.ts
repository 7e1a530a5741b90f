/** What fills a bar other than time: trades, base volume, quote notional, or base volume of one side over the other. */
export type ActivityKind = 'tick' | 'volume' | 'dollar' | 'imbalance';

/** A threshold in the unit of its kind; derived from the complete days before; or following their quantile. */
export type ThresholdRule = number | 'session' | 'adaptive';

/** When a bar ends. */
export type BarRule =
  | { readonly kind: 'time'; readonly intervalMs: number }
  | { readonly kind: ActivityKind; readonly threshold: ThresholdRule };
