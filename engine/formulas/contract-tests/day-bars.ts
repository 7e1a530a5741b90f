import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';

const DAY_MS = 86_400_000;

/** The same bars as those of whole UTC days, one after another from 1 January 1970 on. */
export const asDays = (bars: readonly Bar[]): Bar[] =>
  bars.map((bar, index) => ({ ...bar, openTime: unixMs(index * DAY_MS), intervalMs: DAY_MS }));
