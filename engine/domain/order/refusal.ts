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
  | 'unknown-instrument';

/** A normal event, not an error: the code and the numbers that led to it. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Named numbers with their unit in the name, e.g. `{ share: 0.31, limit: 0.25 }`. */
  readonly measured: Readonly<Record<string, number>>;
}
