import type { RejectCode } from '../../../domain/order/order.ts';
import type { OutcomeClass, VenueAnswer } from '../../../domain/venue/venue-report.ts';

/** The codes this exchange refuses with, and what each means for the request. */
const CLASS_OF_CODE = {
  'outside-window': 'not-done',
  'filter-failure': 'not-done',
  'unsupported-type': 'not-done',
  'insufficient-balance': 'not-done',
  'reduce-only-rejected': 'not-done',
  'stop-would-trigger': 'not-done',
  'duplicate-client-id': 'unknown',
  'order-not-found': 'unknown',
  'order-closed': 'unknown',
  'not-modified': 'already-so',
  'nothing-replaced': 'not-done',
  'too-many-requests': 'limited',
} as const satisfies Readonly<Record<string, OutcomeClass>>;

/** What a table of outcomes would say of them in our words. */
const REASON_OF_CODE: { readonly [Code in keyof typeof CLASS_OF_CODE]?: RejectCode } = {
  'insufficient-balance': 'insufficient-margin',
  'reduce-only-rejected': 'reduce-only-without-position',
  'stop-would-trigger': 'stop-would-trigger',
  'too-many-requests': 'rate-limited',
};

export type ExchangeCode = keyof typeof CLASS_OF_CODE;

export function refused(venueCode: ExchangeCode, retryAfterMs?: number): VenueAnswer {
  const reason = REASON_OF_CODE[venueCode];
  return {
    kind: 'refused',
    class: CLASS_OF_CODE[venueCode],
    venueCode,
    ...(reason === undefined ? {} : { reason }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
