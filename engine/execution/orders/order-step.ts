/**
 * What can happen to an order. A fill is part of every life and stands apart: `fill-part` leaves something open,
 * `fill-rest` completes the order. `found-open` and the `venue-…` steps are read from the venue's own record.
 */
export type OrderStep =
  | 'denied'
  | 'passed'
  | 'accepted'
  | 'rejected'
  | 'no-outcome'
  | 'found-open'
  | 'never-arrived'
  | 'history-unavailable'
  | 'amend-requested'
  | 'amended'
  | 'amend-rejected'
  | 'cancel-requested'
  | 'canceled'
  | 'cancel-rejected'
  | 'triggered'
  | 'venue-canceled'
  | 'venue-expired'
  | 'venue-rejected'
  | 'reopened'
  | 'fill-part'
  | 'fill-rest';
