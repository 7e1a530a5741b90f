import type { RejectCode } from '../../engine/domain/order/order.ts';

/** Why a venue, real or simulated, turned an order away, one sentence a code. */
export const rejectsEn: Readonly<Record<RejectCode, string>> = {
  'post-only-would-cross': 'A post-only order would have traded at once',
  'no-liquidity': 'There was nothing to trade with',
  'fill-or-kill-unfillable': 'It could not be filled whole at once',
  'reduce-only-without-position': 'There is no position it could make smaller',
  'insufficient-margin': 'Not enough backs it',
  'stop-would-trigger': 'The stop would be set off at once',
  'stop-not-confirmed': 'Its stop was not confirmed',
  precision: 'Price or size is no whole step',
  'below-min-size': 'Smaller than the venue allows',
  'above-max-size': 'Larger than the venue allows',
  'below-min-notional': 'Worth less than the venue allows',
  'above-max-notional': 'Worth more than the venue allows',
  'price-outside-band': 'The price is outside what the venue allows',
  'rate-limited': 'The venue asks for a pause',
  'other-leg-ended': 'Its other leg has ended',
  'not-amendable': 'It cannot be changed any more',
  'never-arrived': 'It never arrived at the venue',
  'refused-by-venue': 'The venue refused it',
};
