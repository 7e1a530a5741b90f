import { z } from 'zod';

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

/** Something on screen that the engine keeps up to date while it is there. Hidden things are not named. */
export const flowWatch = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bars'), instrument, bars: barSpec }),
  z.strictObject({
    kind: z.literal('footprint'),
    instrument,
    bars: barSpec,
    rowTicks: z.number().int().min(1).max(100_000),
  }),
  z.strictObject({
    kind: z.literal('heatmap'),
    instrument,
    columnMs: z.number().int().min(100).max(3_600_000),
  }),
  z.strictObject({ kind: z.literal('market-orders'), instrument }),
]);
export type FlowWatch = z.output<typeof flowWatch>;

/** What happened to a watched thing since the update before; the body's shape goes with the watch's kind. */
export interface FlowUpdate<Body = unknown> {
  readonly key: string;
  readonly body: Body;
}
