import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import type { VoteGroup } from '../../domain/vote/vote-group.ts';
import type { KeptBallot } from './packed-ballots.ts';

/** Whose votes: of one group on one instrument, as an account saw them. */
export interface VoteListKey {
  readonly accountId: string;
  readonly instrument: InstrumentId;
  readonly group: VoteGroup;
}

/** A vote to be kept. */
export interface NewVote {
  readonly list: VoteListKey;
  readonly sessionId: string;
  /** Whether the session decided by it; otherwise it was counted for the screen alone. */
  readonly isOfSession: boolean;
  readonly decision: VoteDecision;
  /** The best prices then; undefined where nobody saw the market: nobody will know what came of it. */
  readonly touch: { readonly bid: number; readonly ask: number } | undefined;
}

/** What came of a decision at its horizon. */
export interface NewMove {
  readonly list: VoteListKey;
  readonly isOfSession: boolean;
  /** When the decision was counted, in ms. */
  readonly time: number;
  /** Log return from mid to mid; undefined where nobody saw the market in time. */
  readonly move: number | undefined;
}

/** A vote as it was kept, without its ballots. */
export interface KeptVote extends Omit<VoteDecision, 'ballots' | 'categories' | 'group' | 'quorum'> {
  /** Its number in the file, ascending as votes were counted. */
  readonly number: number;
  readonly sessionId: string;
  readonly isOfSession: boolean;
  /** Version of the parameters: numbered as they were first used. */
  readonly version: number;
  /** Best prices; null where nobody saw the market. */
  readonly bid: number | null;
  readonly ask: number | null;
  readonly outcome: 'awaited' | 'known' | 'unknown';
  /** Log return from mid to mid at the horizon; null unless it is known. */
  readonly move: number | null;
}

/** A vote with all it was counted from. */
export interface KeptVoteWithBallots extends KeptVote {
  readonly list: VoteListKey;
  readonly quorum: VoteDecision['quorum'];
  readonly ballots: readonly KeptBallot[];
}
