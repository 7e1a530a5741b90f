import type { RefusalCode } from '../../engine/domain/order/refusal.ts';

/** Why risk said no, one sentence a code. */
export const refusalsEn: Readonly<Record<RefusalCode, string>> = {
  'kill-switch-engaged': 'Trading is frozen',
  'reduce-only-state': 'Only orders that shrink a position may go out',
  'feed-not-live': 'The market feed is not live',
  'no-market': 'There is no market yet',
  'entry-spacing': 'Too soon after the last entry',
  'intent-in-flight': 'Another entry is still on its way',
  'exposure-above-limit': 'Exposure would exceed its limit',
  'too-many-positions': 'Too many positions are open',
  'no-protective-stop': 'The entry has no protective stop',
  'stop-on-wrong-side': 'The protective stop is on the wrong side',
  'ev-red': 'Expected value is in the red zone',
  'ev-yellow-equity': 'Expected value is in the yellow zone and equity does not allow it',
  'below-min-size': 'Smaller than the venue allows',
  'above-max-size': 'Larger than the venue allows',
  'below-min-notional': 'Worth less than the venue allows',
  'price-outside-band': 'The price is too far from the market',
  'balance-too-small': 'The balance is too small',
  'reduce-only-without-position': 'There is no position to reduce',
  'reduce-only-would-increase': 'A reduce-only order would grow the position',
  'size-is-zero': 'The size rounds to zero',
  'unknown-instrument': 'The instrument is not known',
};
