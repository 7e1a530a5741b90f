import { z } from 'zod';
import type { VenueReport } from '../../domain/venue/venue-report.ts';
import { RecordingError } from './recording-error.ts';

const whole = z.number().int().nonnegative();
const signed = z.number().int();
const text = z.string().max(500);
const decimal = z.string().regex(/^-?\d{1,30}(\.\d{1,30})?$/);
const side = z.enum(['buy', 'sell']);

const order = z.strictObject({
  orderId: text.exactOptional(),
  venueOrderId: text,
  instrument: text,
  side,
  lots: whole,
  filledLots: whole,
  state: z.enum(['open', 'triggered', 'filled', 'canceled', 'expired', 'rejected']),
  reduceOnly: z.boolean(),
  limit: whole.exactOptional(),
  trigger: whole.exactOptional(),
  venueTime: whole,
  venueCode: text.exactOptional(),
});

const trade = z.strictObject({
  tradeId: text,
  venueOrderId: text,
  orderId: text.exactOptional(),
  instrument: text,
  side,
  lots: whole,
  ticks: whole,
  feeDecimal: decimal,
  feeAsset: text,
  liquidity: z.enum(['maker', 'taker']),
  venueTime: whole,
  forced: z.enum(['liquidation', 'auto-deleveraging']).exactOptional(),
});

const position = z.strictObject({
  instrument: text,
  signedLots: signed,
  positionStop: whole.exactOptional(),
  liquidationTicks: z.number().exactOptional(),
  leverage: z.number().exactOptional(),
});

const balance = z.strictObject({ asset: text, totalDecimal: decimal, freeDecimal: decimal });

const cashFlow = z.strictObject({
  flowId: text,
  kind: z.enum(['transfer', 'funding', 'other']),
  asset: text,
  amountDecimal: decimal,
  instrument: text.exactOptional(),
  detail: text,
  venueTime: whole,
});

const answer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('done'),
    venueOrderId: text.exactOptional(),
    order: order.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('refused'),
    class: z.enum(['not-done', 'unknown', 'already-so', 'limited']),
    venueCode: text,
    reason: z.string().max(40).exactOptional(),
    retryAfterMs: whole.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('no-answer'), because: text }),
  z.strictObject({ kind: z.literal('order'), order: order.optional() }),
  z.strictObject({ kind: z.literal('open-orders'), orders: z.array(order) }),
  z.strictObject({ kind: z.literal('trades'), trades: z.array(trade), complete: z.boolean() }),
  z.strictObject({ kind: z.literal('positions'), positions: z.array(position) }),
  z.strictObject({ kind: z.literal('balances'), balances: z.array(balance) }),
  z.strictObject({ kind: z.literal('cash-flows'), flows: z.array(cashFlow), complete: z.boolean() }),
  z.strictObject({ kind: z.literal('clock'), offsetMs: signed, roundTripMs: whole }),
]);

const report = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply'), requestId: whole, answer }),
  z.strictObject({ kind: z.literal('stream-order'), order }),
  z.strictObject({ kind: z.literal('stream-trade'), trade }),
  z.strictObject({ kind: z.literal('stream-status'), status: z.enum(['up', 'down']), detail: text }),
]);

/** The report of a recorded line. @throws {RecordingError} when it is none. */
export function readVenueReport(value: unknown): VenueReport {
  const parsed = report.safeParse(value);
  if (!parsed.success)
    throw new RecordingError(`a venue report must have its shape: ${parsed.error.message}`);
  // The schema is the shape of the type, whose brands exist for the compiler alone.
  return parsed.data as unknown as VenueReport;
}
