import { z } from 'zod';
import type { VoteDecision, VoteReason } from '../domain/vote/vote-decision.ts';
import { VOTE_GROUPS } from '../domain/vote/vote-group.ts';

const number = z.number().int().positive().describe('number of a vote, ascending as they were counted');

/** A vote of the past in one line. */
export interface PastVoteView {
  readonly number: number;
  readonly timeMs: number;
  /** Whether a strategy of its session followed it; otherwise it was counted for the screen. */
  readonly isOfSession: boolean;
  /** 1 long, -1 short, 0 flat. */
  readonly winner: -1 | 0 | 1;
  readonly reason: VoteReason;
  /** How many independent voices counted. */
  readonly effectiveVotes: number;
  readonly probabilityUp: number;
  /** Version of the parameters it was counted with: numbered as they were first used. */
  readonly version: number;
  /** Whether it is known what came of it; `unknown`: nobody saw the market at its horizon. */
  readonly outcome: 'awaited' | 'known' | 'unknown';
  /** Move of the mid price to the horizon, in bps, negative when it fell; null unless known. */
  readonly moveBps: number | null;
  /** The move in the direction of the winner less the spread and taker fees both ways; null when flat or not known. */
  readonly worthBps: number | null;
}

/** A vote of the past with all it was counted from. */
export interface PastVoteDetails {
  readonly row: PastVoteView;
  readonly decision: VoteDecision;
  /** Titles of the formulas by number. */
  readonly titles: Readonly<Record<number, string>>;
}

/** What a window asks about votes that were counted. */
export const pastVoteCommands = {
  /** Votes of a group on an instrument, newest first, of every session of the account. */
  pastVotes: {
    request: z.strictObject({
      instrument: z.string().max(80),
      group: z.enum(VOTE_GROUPS),
      before: number.optional().describe('only those before this one'),
      count: z.number().int().min(1).max(500),
    }),
    reply: z.custom<{
      readonly votes: readonly PastVoteView[];
      /** Whether there are older ones. */
      readonly hasMore: boolean;
      /** Votes of a group that are kept; older ones go. */
      readonly kept: number;
    }>(),
  },
  /** One of them with its ballots. */
  pastVote: {
    request: z.strictObject({ number }),
    reply: z.custom<PastVoteDetails>(),
  },
} as const;
