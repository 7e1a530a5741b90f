import type { InstrumentId } from '../../domain/instrument/instrument.ts';

/** What the time between entries is measured by. */
export interface PassageParts {
  /** Entries of one instrument are at least so far apart, in ms. */
  readonly entrySpacingMs: number;
  /** The time of the session, which a clock that is set ahead takes along; Unix ms. */
  readonly now: () => number;
  /** A clock that nobody sets, in ms from anywhere. */
  readonly monotonicMs: () => number;
}

/** Clocks are read one after the other and rounded: less than this is no jump, in ms. */
const READING_MS = 2;

/**
 * Keeps entries apart by the time that has truly passed. The session goes by the wall clock, and where that was set ahead
 * less has passed between two decisions than their times say.
 */
export class EntryPassage {
  readonly #parts: PassageParts;
  readonly #last = new Map<InstrumentId, { readonly decidedAt: number; readonly skewMs: number }>();

  constructor(parts: PassageParts) {
    this.#parts = parts;
  }

  /** Whether an entry decided at that time of the session may leave now; one that may counts as left. */
  admits(instrument: InstrumentId, decidedAt: number): boolean {
    const { entrySpacingMs, monotonicMs, now } = this.#parts;
    const skewMs = now() - monotonicMs();
    const last = this.#last.get(instrument);
    if (last !== undefined) {
      const jumpedMs = skewMs - last.skewMs;
      const passedMs = decidedAt - last.decidedAt - (jumpedMs > READING_MS ? jumpedMs : 0);
      if (passedMs < entrySpacingMs) return false;
    }
    this.#last.set(instrument, { decidedAt, skewMs });
    return true;
  }
}
