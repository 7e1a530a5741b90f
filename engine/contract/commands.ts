import { z } from 'zod';
import { ORDER_TYPES } from '../domain/order/order-kind.ts';
import { ORDER_STATUSES } from '../domain/order/order.ts';
import type { Refusal } from '../domain/order/refusal.ts';
import { chartCommands } from './chart-commands.ts';
import { flowWatch } from './flow.ts';
import { formulaCommands } from './formula-commands.ts';
import { footprintCommands } from './footprint-commands.ts';
import { heatmapCommands } from './heatmap-commands.ts';
import { libraryCommands } from './library-commands.ts';
import { numberCommands } from './number-commands.ts';
import { pastVoteCommands } from './past-vote-commands.ts';
import { riskCommands } from './risk-commands.ts';
import { truePriceCommands } from './true-price-commands.ts';
import type { BarView, ClosedTradeView, FillExplanationView, FillView, OrderView } from './views.ts';

const instrument = z
  .string()
  .max(80)
  .regex(/^[a-z0-9-]+:[A-Z0-9]+\/[A-Z0-9]+(:[A-Z0-9]+)?$/, 'an instrument looks like sandbox:BTC/USDT:USDT');
const id = z.string().min(1).max(80);
const decimal = z
  .string()
  .max(40)
  .regex(/^(0|[1-9]\d{0,20})(\.\d{1,18})?$/, 'a decimal looks like 123.45');
const side = z.enum(['buy', 'sell']);
const unixMs = z.number().int().nonnegative().describe('milliseconds since 1970-01-01T00:00:00Z');
const parameter = z.union([z.number(), z.string().max(80), z.boolean()]);
const nothing = z.strictObject({});

/** What has become of an order by hand at the moment it was asked for. */
const placed = z.strictObject({
  status: z
    .enum([...ORDER_STATUSES, 'waiting', 'refused'])
    .describe('waiting: the history of the market is read first; refused: by risk; or as the order stands'),
  sizeBase: z.number().describe('of the order; of what was asked for where there is none'),
});

/** What risk said to a change; null where it was asked for. */
const changed = z.custom<{ readonly refusal: Refusal | null }>();

const orderTerms = {
  type: z.enum(ORDER_TYPES),
  limitPrice: decimal.optional(),
  triggerPrice: decimal.optional().describe('of a trailing stop: the price from which on it follows'),
  trailDistance: decimal.optional().describe('how far the trigger of a trailing stop stays behind'),
  timeInForce: z.enum(['gtc', 'ioc', 'fok']).default('gtc'),
  postOnly: z.boolean().default(false),
};

const barCount = z.number().int().min(1).max(2000);
const intervalMs = z.number().int().min(60_000).max(86_400_000).describe('a whole number of minutes, in ms');

/** Names, questions and answers of everything a window may ask of the engine. */
export const commands = {
  /** Sends a fresh snapshot on the feed. */
  snapshot: { request: nothing, reply: nothing },
  /** Which ladders, tapes and order-flow displays are on screen; others cost nothing. */
  watch: {
    request: z.strictObject({
      ladders: z.array(instrument).max(20),
      prints: z.array(instrument).max(20),
      flows: z.array(flowWatch).max(200).default([]),
      ladderLevels: z.number().int().min(1).max(500).default(25).describe('levels a side of a ladder'),
    }),
    reply: nothing,
  },
  /** The last feed number the window has drawn, so that a frozen window is not flooded. */
  seen: { request: z.strictObject({ number: z.number().int().nonnegative() }), reply: nothing },
  startStrategy: {
    request: z.strictObject({ strategyId: id, instrument, params: z.record(z.string().max(60), parameter) }),
    reply: z.strictObject({ runId: id }),
  },
  stopStrategy: {
    request: z.strictObject({ runId: id, openPosition: z.enum(['keep', 'close']) }),
    reply: nothing,
  },
  placeOrder: {
    request: z.strictObject({
      instrument,
      side,
      sizeBase: decimal,
      key: id.optional().describe('chosen anew for each wish: the same key is never taken twice'),
      ...orderTerms,
      reduceOnly: z.boolean().default(false),
      protectiveStopPrice: decimal.optional(),
      otherLeg: z
        .strictObject(orderTerms)
        .optional()
        .describe('one cancels the other: a second order for the same size, which goes as the first fills'),
      targets: z
        .array(z.strictObject({ price: decimal, sizeBase: decimal }))
        .max(10)
        .default([])
        .describe('bracket: where parts of an entry leave with a gain'),
      runId: id
        .optional()
        .describe('the stopped run whose kept position is reduced; left out: the position held by hand'),
    }),
    reply: placed,
  },
  /** Changes an order where it stands; it keeps its place in the queue only if its size shrinks alone. */
  amendOrder: {
    request: z.strictObject({
      orderId: id,
      sizeBase: decimal.optional().describe('whole size, filled part included'),
      limitPrice: decimal.optional(),
      triggerPrice: decimal.optional(),
    }),
    reply: changed,
  },
  /**
   * Sets the protective stops behind what a run holds to another trigger, all of them. Closer to the market is always
   * allowed, farther away as far as the risk of a trade does.
   */
  moveStop: {
    request: z.strictObject({ runId: id, instrument, triggerPrice: decimal }),
    reply: changed,
  },
  cancelOrder: { request: z.strictObject({ orderId: id }), reply: nothing },
  /**
   * Lets less through than before, at once; `halted` lets nothing new out but protective stops. What lets more through
   * is a wish to the host, which asks the person: see `safety-wish.ts`.
   */
  setTradingState: {
    request: z.strictObject({ state: z.enum(['reduce-only', 'halted']) }),
    reply: nothing,
  },
  bars: {
    request: z.strictObject({ instrument, intervalMs, count: barCount, beforeMs: unixMs.optional() }),
    reply: z.custom<{ bars: readonly BarView[] }>(),
  },
  /** Values of formulas on the same bars, one list a formula; null where a formula is not warm. */
  indicators: {
    request: z.strictObject({
      instrument,
      intervalMs,
      count: barCount,
      beforeMs: unixMs.optional(),
      formulas: z
        .array(z.strictObject({ id, params: z.record(z.string().max(60), z.number()).default({}) }))
        .max(12),
    }),
    reply: z.custom<{ openTimesMs: readonly number[]; values: readonly (readonly (number | null)[])[] }>(),
  },
  explainFill: { request: z.strictObject({ fillId: id }), reply: z.custom<FillExplanationView>() },
  equityCurve: {
    request: z.strictObject({ points: z.number().int().min(2).max(2000) }),
    reply: z.custom<{ timesMs: readonly number[]; equityQuote: readonly number[] }>(),
  },
  history: {
    request: z.strictObject({
      list: z.enum(['orders', 'fills', 'closedTrades']),
      before: id.optional(),
      count: barCount,
    }),
    reply: z.custom<{
      orders: readonly OrderView[];
      fills: readonly FillView[];
      closedTrades: readonly ClosedTradeView[];
    }>(),
  },
  /** Speed of the sandbox or a replay, times real time; 0 pauses, null is as fast as possible. */
  setSpeed: { request: z.strictObject({ speed: z.number().min(0).max(1000).nullable() }), reply: nothing },
  /**
   * Archives the paper account and begins a fresh one with a deposit. `accountId` repeats which one is meant, so
   * that nothing is reset by accident.
   */
  resetAccount: {
    request: z.strictObject({ accountId: id, depositQuote: decimal }),
    reply: z.strictObject({ accountId: id, archivedAccountId: id }),
  },
  /** Back to the sandbox's paper account from a replay. */
  openSandbox: { request: nothing, reply: nothing },
  ...heatmapCommands,
  ...libraryCommands,
  ...footprintCommands,
  cancelJob: { request: z.strictObject({ jobId: id }), reply: nothing },
  ...chartCommands,
  ...formulaCommands,
  ...truePriceCommands,
  ...numberCommands,
  ...riskCommands,
  ...pastVoteCommands,
} as const;

export type CommandName = keyof typeof commands;
export type RequestOf<Name extends CommandName> = z.output<(typeof commands)[Name]['request']>;
/** What a caller writes: fields with a default may be left out. */
export type InputOf<Name extends CommandName> = z.input<(typeof commands)[Name]['request']>;
export type ReplyOf<Name extends CommandName> = z.output<(typeof commands)[Name]['reply']>;

/** The ways a command is expected to fail. A bug is not among them: it is logged and ends the run. */
export interface CommandFailure {
  readonly code:
    | 'malformed-request'
    | 'unknown-command'
    | 'unknown-strategy'
    | 'unknown-instrument'
    | 'no-such-run'
    | 'no-such-order'
    | 'no-such-fill'
    | 'no-such-vote'
    | 'no-such-job'
    | 'invalid-parameter'
    | 'invalid-order'
    /** Larger than what leaves without being confirmed: the host asks the person about the order of this key. */
    | 'order-needs-confirmation'
    /** It would loosen what keeps the account safe: the host asks the person, and no page can answer. */
    | 'needs-confirmation'
    | 'allocation-too-small'
    | 'not-in-this-mode'
    | 'file-refused'
    | 'engine-unavailable';
  /** What was wrong with which value, in a sentence. */
  readonly detail: string;
}

export type Answer<Name extends CommandName> =
  | { readonly ok: true; readonly reply: ReplyOf<Name> }
  | { readonly ok: false; readonly failure: CommandFailure };
