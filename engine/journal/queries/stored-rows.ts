import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { RunId } from '../../domain/order/order-intent.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Outcome, RecordedOutcome } from '../../domain/session/outcome.ts';
import type { UnixMs } from '../../domain/units/time.ts';

/** The outcome of one kind. */
export type OutcomeOf<Kind extends Outcome['kind']> = Extract<Outcome, { readonly kind: Kind }>;

/** An outcome with its place in a session of the journal. */
export interface Recorded<Kept extends Outcome> extends RecordedOutcome {
  readonly sessionId: string;
  readonly outcome: Kept;
}

/** An order as it stands after everything the journal knows of it. */
export interface StoredOrder {
  /** The session it was submitted in. */
  readonly sessionId: string;
  readonly order: Order;
  readonly closedAt?: UnixMs;
  /** Reject code, or the reason of a cancellation or expiry; absent for a filled order. */
  readonly closedBecause?: string;
}

/** One run of a strategy, from switching on to switching off. */
export interface StoredRun {
  readonly sessionId: string;
  readonly runId: RunId;
  readonly strategyId: string;
  readonly instrument: InstrumentId;
  readonly params: Readonly<Record<string, number | string | boolean>>;
  readonly startedAt: UnixMs;
  readonly stoppedAt?: UnixMs;
  readonly stoppedBecause?: string;
}
