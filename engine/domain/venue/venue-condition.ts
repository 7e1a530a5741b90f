import type { InstrumentId } from '../instrument/instrument.ts';

/**
 * How far we are in knowing what the venue knows, in the order of the start procedure. `idle`: nothing was asked
 * yet; from `clock` to `protecting` we recover, and no entry leaves; `ready`: what we know equals what it knows.
 */
export type VenuePhase =
  | 'idle'
  | 'clock'
  | 'trades'
  | 'open-orders'
  | 'resolving'
  | 'positions'
  | 'protecting'
  | 'ready';

/** What the venue's side has against entries. A simulated venue has nothing against any. */
export interface VenueConditions {
  readonly phase: VenuePhase;
  /** Offset of the venue's clock in ms and the round trip it was measured with. */
  readonly clockOffsetMs: number;
  readonly clockRoundTripMs: number;
  /** Instruments nothing may enter until a person has looked. */
  readonly frozen: readonly InstrumentId[];
}

/** The conditions of a venue that has nothing against anything. */
export const UNHINDERED: VenueConditions = Object.freeze({
  phase: 'ready',
  clockOffsetMs: 0,
  clockRoundTripMs: 0,
  frozen: [],
});
