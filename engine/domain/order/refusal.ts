/** Why an intent did not become an order. Stable: journals and tests rely on these words. */
export type RefusalCode =
  | 'kill-switch-engaged'
  | 'reduce-only-state'
  | 'feed-not-live'
  | 'no-market'
  | 'entry-spacing'
  | 'intent-in-flight'
  | 'exposure-above-limit'
  | 'too-many-positions'
  | 'no-protective-stop'
  | 'stop-on-wrong-side'
  | 'ev-red'
  | 'ev-yellow-equity'
  | 'below-min-size'
  | 'above-max-size'
  | 'below-min-notional'
  | 'price-outside-band'
  | 'balance-too-small'
  | 'reduce-only-without-position'
  | 'reduce-only-would-increase'
  | 'size-is-zero'
  | 'unknown-instrument'
  | 'not-armed'
  | 'reconciling'
  | 'clock-not-trusted'
  | 'disk-low'
  | 'symbol-frozen'
  | 'instrument-halted'
  | 'unsupported-order-type'
  | 'unsupported-time-in-force'
  | 'price-not-on-tick'
  | 'size-not-on-lot'
  | 'duplicate-intent'
  | 'signal-too-old'
  | 'entries-per-minute'
  | 'entries-per-hour'
  | 'entries-per-day'
  | 'amends-per-second'
  | 'too-many-open-orders'
  | 'risk-per-trade'
  | 'order-needs-confirmation'
  | 'symbol-notional-above-limit'
  | 'account-notional-above-limit'
  | 'leverage-above-limit'
  | 'stop-too-close'
  | 'daily-loss-limit'
  | 'drawdown-limit'
  | 'fee-guard'
  | 'rule-pack-limit'
  | 'entry-ceiling'
  | 'venue-rejects'
  | 'symbol-paused'
  | 'strategy-paused'
  | 'strategies-stopped'
  | 'correlated-position'
  | 'regime-rules'
  | 'equity-tier'
  | 'minimum-hold'
  /** Another run, or somebody else, holds the other direction of the instrument at a venue that nets them. */
  | 'opposite-position'
  /** On spot nothing can be sold that is not held. */
  | 'no-short-on-spot'
  /** On spot the stop stands for what an exit that rests would sell. */
  | 'coins-set-aside'
  /** Taken back before it left. */
  | 'withdrawn';

/** A normal event, not an error: the code and the numbers that led to it. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Named numbers with their unit in the name, e.g. `{ share: 0.31, limit: 0.25 }`. */
  readonly measured: Readonly<Record<string, number>>;
}
