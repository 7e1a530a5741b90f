import type { ContractKind } from '../instrument/instrument.ts';
import type { OrderId } from '../order/order.ts';

/** What a venue's dead man's switch did as it ran out: it left stops standing, took them along, or nobody can say. */
export type DeadManFinding = 'spares-stops' | 'cancels-everything' | 'not-tested';

/** How a test of it ended, and by what that is known. */
export interface DeadManResult {
  readonly finding: DeadManFinding;
  readonly because: string;
}

/** Why a test of it must not begin. Stable: the host explains it by these words. */
export type DeadManObstacle =
  | 'no-switch'
  | 'not-reconciled'
  | 'not-armed'
  | 'strategies-run'
  | 'holds-something-else'
  | 'orders-rest'
  | 'market-not-live'
  | 'position-too-large'
  | 'position-without-stop'
  | 'test-under-way';

/** The orders a switch is let run out upon. */
export interface DeadManBait {
  /** A resting entry: if it is taken back, the switch has run out. */
  readonly entryId: OrderId;
  /** Protective stops that stand at the venue. */
  readonly stopIds: readonly OrderId[];
}

/** A finding as it is kept: it counts for one kind of market, one client, and for a time. */
export interface DeadManFact {
  readonly market: ContractKind;
  readonly finding: Exclude<DeadManFinding, 'not-tested'>;
  /** Unix ms. */
  readonly testedAtMs: number;
  /** What spoke with the venue, and its version. */
  readonly client: string;
}

/** A venue may change what its switch does: a test counts for so long, in ms. */
const COUNTS_MS = 90 * 86_400_000;

/** Whether a finding still counts: for 90 days, and for the client it was made with. */
export const countsStill = ({ client, testedAtMs }: DeadManFact, now: number, clientNow: string): boolean =>
  client === clientNow && testedAtMs <= now && now - testedAtMs < COUNTS_MS;
