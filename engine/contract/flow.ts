import { z } from 'zod';
import { formulaParams } from './formula-commands.ts';
import { theoriesWatch } from './theory-commands.ts';
import { voteWatch } from './vote-commands.ts';

const instrument = z.string().max(80);

/** What makes a bar end: time, or an amount of trading that is fixed, set per session, or adaptive. */
export const barSpec = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('time'),
    intervalMs: z.number().int().min(1000).max(604_800_000).describe('length of a bar in ms'),
  }),
  z.strictObject({
    kind: z.enum(['tick', 'volume', 'dollar', 'imbalance']),
    threshold: z.union([
      z.number().positive().describe('trades, base units, quote units or base units of imbalance'),
      z.literal('session'),
      z.literal('adaptive'),
    ]),
  }),
]);
export type BarSpec = z.output<typeof barSpec>;

/** Ticks in one row of prices. */
export const rowTicks = z.number().int().min(1).max(1_000_000);

/** When one side of a footprint has taken so much more than the other that it is marked. */
export const footprintMarkSettings = z.strictObject({
  ratio: z.number().min(1).max(1000).describe('how many times as much, at least'),
  minLots: z.number().min(1).max(1e12).describe('lots the stronger side must have taken, at least'),
  stack: z.number().int().min(2).max(50).describe('neighboring marks that count as stacked'),
});

/** Where cumulative delta begins: with the session, anew at each UTC midnight, or at a time in ms. */
export const deltaStart = z.union([z.enum(['session', 'day']), z.number().int().nonnegative()]);

/** Length of the bars a formula runs on, in ms. */
const formulaBarMs = z.number().int().min(60_000).max(86_400_000).multipleOf(60_000);

/** Something on screen that the engine keeps up to date while it is there. Hidden things are not named. */
export const flowWatch = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bars'), instrument, bars: barSpec }),
  z.strictObject({
    kind: z.literal('footprint'),
    instrument,
    bars: barSpec,
    rowTicks,
    marks: footprintMarkSettings,
  }),
  /** The bars of a footprint without their rows, with cumulative delta from a chosen moment on. */
  z.strictObject({ kind: z.literal('delta'), instrument, bars: barSpec, since: deltaStart }),
  z.strictObject({
    kind: z.literal('heatmap'),
    instrument,
    columnMs: z.number().int().min(100).max(3_600_000),
  }),
  z.strictObject({ kind: z.literal('traded-prices'), instrument }),
  z.strictObject({
    kind: z.literal('market-orders'),
    instrument,
    asPrints: z.boolean().optional().describe('every print by itself, not put together into orders'),
  }),
  /** One formula with its readings and its recent values. */
  z.strictObject({
    kind: z.literal('formula'),
    instrument,
    formula: z.string().min(1).max(80),
    params: formulaParams.optional(),
    intervalMs: formulaBarMs.optional(),
  }),
  /** Which formulas have a value, all of them running. */
  z.strictObject({ kind: z.literal('formula-board'), instrument }),
  theoriesWatch,
  voteWatch,
]);
export type FlowWatch = z.output<typeof flowWatch>;

/** What happened to a watched thing since the update before; the body's shape goes with the watch's kind. */
export interface FlowUpdate<Body = unknown> {
  readonly key: string;
  readonly body: Body;
}
