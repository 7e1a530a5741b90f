import { z } from 'zod';
import type { UnixMs } from '../../domain/units/time.ts';
import type { DayQuality } from './day-quality.ts';

const finite = z.number();
const count = z.number().int().nonnegative();
const time = count.transform((ms) => ms as UnixMs);

/** A measured quality as it is kept in a day's manifest. */
export const sealedQuality: z.ZodType<DayQuality> = z.object({
  score: finite,
  parts: z.object({ coverage: finite, gaps: finite, book: finite, trades: finite }),
  counts: z.object({
    coverage: finite,
    gapCount: count,
    gapMs: finite,
    longestGapMs: finite,
    bookEvents: count,
    crossedEvents: count,
    trades: count,
    duplicateTrades: count,
    backwardTrades: count,
    missingTrades: count.exactOptional(),
  }),
  gaps: z.array(z.object({ from: time, to: time, cause: z.enum(['marked', 'silent']) })),
});
