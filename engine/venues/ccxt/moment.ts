import type { UnixMs } from '../../domain/units/time.ts';

/** When something reached us. */
export interface Moment {
  readonly time: UnixMs;
  readonly monotonicMs: number;
  /** What the venue's clock shows now, as far as it was measured. */
  readonly venueNow: number;
}
