import { z } from 'zod';

/** What pauses, as a window or a recording names it, with the ids that are allowed there. */
export const pauseOfSchema = <Id extends z.ZodType<string>>(id: Id) =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('symbol'), instrument: id }),
    z.strictObject({ kind: z.literal('strategy'), strategyId: id }),
    z.strictObject({ kind: z.literal('strategies') }),
    z.strictObject({ kind: z.literal('account') }),
  ]);
