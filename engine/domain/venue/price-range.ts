import type { Ticks } from '../units/ticks.ts';
import type { UnixMs } from '../units/time.ts';

/** How long a range of prices is summed up over, in ms. */
export const PRICE_RANGE_MS = 60_000;

/** The prices of one minute by the venue's own record of its market. */
export interface PriceRange {
  /** When the minute began, by the venue's clock. */
  readonly from: UnixMs;
  readonly high: Ticks;
  readonly low: Ticks;
}
