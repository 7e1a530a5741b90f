import { z } from 'zod';
import { THEORY_INTERVALS_MS, THEORY_PRESETS, type TheoryState } from '../domain/theory/theory-reading.ts';

/** The eleven theories on the closed bars of an instrument, from the watch kind `theories`. */
export const theoriesWatch = z.strictObject({
  kind: z.literal('theories'),
  instrument: z.string().max(80),
  intervalMs: z.literal(THEORY_INTERVALS_MS),
  preset: z.enum(THEORY_PRESETS),
});

/** What the watch kind `theories` tells: whenever bars were taken in, and why it stopped where it did. */
export interface TheoriesUpdate {
  /** All eleven, in the order in which they are shown. */
  readonly states: readonly TheoryState[];
  /** End of the last bar taken in, in ms; null before the first. */
  readonly asOfMs: number | null;
  /** Closed bars that wait to be taken in. */
  readonly waiting: number;
  /** Why nothing more will come; null while all is well. */
  readonly failure: string | null;
}
