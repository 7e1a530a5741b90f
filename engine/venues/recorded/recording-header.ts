import { z } from 'zod';
import { ORDER_TYPES } from '../../domain/order/order-kind.ts';
import {
  defineInstrument,
  type Instrument,
  type InstrumentRules,
} from '../../domain/instrument/instrument.ts';
import { LIVE_VENUE_NAMES } from '../../domain/instrument/live-venues.ts';
import { riskPolicySchema } from '../../domain/risk/policy-schema.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { unixMs } from '../../domain/units/time.ts';
import { RecordingError } from './recording-error.ts';

/** What every recording of ours begins with, to tell the file by. */
export const RECORDING_MAGIC = '{"format":"edgewright-recording"';

const FORMAT = 'edgewright-recording';
const VERSION = 1;

const text = z.string().max(200);
const decimal = z.string().regex(/^\d{1,21}(\.\d{1,18})?$/, 'must be a plain decimal');
const fraction = z.number().nonnegative();
const ppm = z.number().int().nonnegative();
const delays = z.array(fraction).min(1).max(100_000);

const latency = z.strictObject({
  feedMs: fraction,
  orderMs: fraction,
  responseMs: fraction,
  variation: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('log-normal'), sigmaPerMille: ppm }),
      z.strictObject({
        kind: z.literal('empirical'),
        file: text.exactOptional(),
        feedMs: delays,
        orderMs: delays,
        responseMs: delays,
      }),
    ])
    .exactOptional(),
});

const paper = z.strictObject({
  queue: z
    .discriminatedUnion('model', [
      z.strictObject({ model: z.literal('risk-averse') }),
      z.strictObject({ model: z.literal('power'), exponent: z.number().int().positive() }),
      z.strictObject({ model: z.literal('touch-fill') }),
    ])
    .exactOptional(),
  margin: z.strictObject({ mode: z.enum(['cross', 'isolated']), liquidationFeePpm: ppm }).exactOptional(),
  rateLimit: z
    .strictObject({ orders: z.number().int().positive(), perMs: z.number().int().positive() })
    .exactOptional(),
  priceBandPpm: ppm.exactOptional(),
  isolatedAccounts: z.boolean().exactOptional(),
});

const live = z.strictObject({
  traits: z.strictObject({
    attachesStops: z.boolean(),
    stopsFollowPosition: z.boolean(),
    amendsInPlace: z.boolean(),
    findsByClientId: z.boolean(),
    receiveWindowMs: fraction.optional(),
    historyMs: fraction,
    stopsLockBalance: z.boolean().optional(),
    movesSpotStops: z.enum(['amend', 'replace-in-one-request', 'cancel-then-place']).optional(),
    rate: z
      .strictObject({ requests: z.number().int().positive(), perMs: z.number().int().positive() })
      .exactOptional(),
    orderTypes: z.array(z.enum(ORDER_TYPES)).exactOptional(),
    timesInForce: z.array(z.enum(['gtc', 'ioc', 'fok'])).exactOptional(),
    cashFlows: z.enum(['told', 'untold']).optional(),
    deadMan: z.enum(['spares-stops', 'cancels-everything']).optional(),
  }),
  isDeadManTested: z.boolean(),
  account: z.strictObject({ name: text, venue: z.enum(LIVE_VENUE_NAMES) }).exactOptional(),
});

const rules = z.strictObject({
  venue: text,
  symbol: text,
  kind: z.enum(['spot', 'linear-perpetual']),
  base: text,
  quote: text,
  tickSize: decimal,
  lotSize: decimal,
  minSizeBase: decimal,
  maxSizeBase: decimal,
  minNotionalQuote: decimal,
  maxNotionalQuote: decimal.exactOptional(),
  makerFeePpm: z.number().int(),
  takerFeePpm: z.number().int(),
  maxLeverage: z.number().positive(),
  marginTiers: z
    .array(z.strictObject({ upToQuote: decimal, initialPpm: ppm, maintenancePpm: ppm }))
    .min(1)
    .exactOptional(),
  fundingIntervalHours: z.number().nonnegative(),
});

/** Leaves out what follows from the rules; it is derived again when reading. */
const rulesAlone = z.object(rules.shape);

const description = z.strictObject({
  sessionId: text,
  accountId: text,
  mode: z.enum(['backtest', 'replay', 'paper', 'live']),
  source: z.enum(['sandbox', 'recorded', 'live-data']),
  seed: z.number().int(),
  startedAt: z.number().int().nonnegative(),
  instruments: z.array(rules).min(1),
  currency: text,
  depositQuote: decimal,
  latency,
  risk: z.strictObject({
    entrySpacingMs: fraction,
    riskPerTrade: fraction,
    maxExposurePerInstrument: fraction,
    maxExposureTotal: fraction,
    maxOpenPositions: fraction,
    priceBand: fraction,
    stopConfirmMs: fraction,
  }),
  paper: paper.exactOptional(),
  live: live.exactOptional(),
  policy: riskPolicySchema.exactOptional(),
  continues: text.exactOptional(),
  initialState: z.string().exactOptional(),
  engineVersion: text,
  strategyCode: z.record(text, text).exactOptional(),
});

const header = z.strictObject({ format: z.literal(FORMAT), version: z.literal(VERSION), description });

/** The first line of a recording, without its end. */
export function headerLineOf(session: SessionDescription): string {
  const instruments = session.instruments.map((instrument) => rulesAlone.parse(instrument));
  return JSON.stringify({ format: FORMAT, version: VERSION, description: { ...session, instruments } });
}

/**
 * Reads the first line of a recording.
 * @throws {RecordingError} naming the field and the rule.
 */
export function readHeader(line: string): SessionDescription {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new RecordingError('the first line must be a JSON header', { cause: error });
  }
  const read = header.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new RecordingError(`header ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is malformed'}`);
  }
  const session = read.data.description;
  return {
    ...session,
    startedAt: unixMs(session.startedAt),
    instruments: session.instruments.map(instrumentOf),
  };
}

function instrumentOf(instrument: InstrumentRules): Instrument {
  try {
    return defineInstrument(instrument);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RecordingError(`header: ${error.message}`, { cause: error });
  }
}
