import type { InstrumentId } from '../instrument/instrument.ts';

/** What the session tells about the ground it stands on: the disk, and what the venue does not trade now. */
export interface SessionConditions {
  readonly isDiskLow: boolean;
  /** What the disk had when it was low, and what entries need; absent in older records. */
  readonly disk?: { readonly freeBytes: number; readonly neededBytes: number };
  readonly halted: readonly InstrumentId[];
  /** The computer goes to sleep and has not woken; absent while it is awake. */
  readonly isAsleep?: true;
}

/** What besides market and account decides whether an entry may leave. */
export interface TradingConditions extends SessionConditions {
  /** Live entries were armed by a person; true wherever nothing real is sent. */
  readonly isArmed: boolean;
  /** Our record and the venue's are being compared. */
  readonly isReconciling: boolean;
  /** Offset of the venue's clock in ms and the round trip it was measured with. */
  readonly clockOffsetMs: number;
  readonly clockRoundTripMs: number;
  /** Symbols on which nothing automatic may happen until a person has looked. */
  readonly frozen: readonly InstrumentId[];
}

/** Nothing stands in the way. */
export const ALL_CLEAR: TradingConditions = {
  isArmed: true,
  isReconciling: false,
  clockOffsetMs: 0,
  clockRoundTripMs: 0,
  isDiskLow: false,
  frozen: [],
  halted: [],
};
