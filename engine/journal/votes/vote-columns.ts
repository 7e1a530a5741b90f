import type { VoteReason } from '../../domain/vote/vote-decision.ts';
import type { KeptVote } from './kept-vote.ts';

/** A row of votes as it is read. */
export interface VoteColumns {
  readonly number: number;
  readonly session_id: string;
  readonly parameters: number;
  readonly text: string;
  readonly quorum_votes: number;
  readonly quorum_categories: number;
  readonly is_of_session: number;
  readonly time: number;
  readonly winner: -1 | 0 | 1;
  readonly reason: VoteReason;
  readonly signal: number;
  readonly confidence: number;
  readonly probability_up: number;
  readonly long_short: number;
  readonly long_flat: number;
  readonly flat_short: number;
  readonly total_weight: number;
  readonly voters: number;
  readonly effective_votes: number;
  readonly jury: number;
  readonly bid: number | null;
  readonly ask: number | null;
  readonly outcome: 0 | 1 | 2;
  readonly move: number | null;
}

/** The columns and the tables they come from. */
export const VOTE_COLUMNS = `vote.number, session_id, parameters, text, quorum_votes, quorum_categories,
  is_of_session, time, winner, reason, signal, confidence, probability_up, long_short, long_flat, flat_short,
  total_weight, voters, effective_votes, jury, bid, ask, outcome, move
  FROM vote JOIN vote_session ON vote_session.number = session JOIN vote_parameters ON vote_parameters.number = parameters`;

const OUTCOMES = ['awaited', 'known', 'unknown'] as const;

export const keptVote = (row: VoteColumns): KeptVote => ({
  number: row.number,
  sessionId: row.session_id,
  isOfSession: row.is_of_session === 1,
  version: row.parameters,
  parameters: row.text,
  time: row.time,
  winner: row.winner,
  reason: row.reason,
  signal: row.signal,
  confidence: row.confidence,
  probabilityUp: row.probability_up,
  margins: { longShort: row.long_short, longFlat: row.long_flat, flatShort: row.flat_short },
  totalWeight: row.total_weight,
  voters: row.voters,
  effectiveVotes: row.effective_votes,
  juryProbability: row.jury,
  bid: row.bid,
  ask: row.ask,
  outcome: OUTCOMES[row.outcome],
  move: row.move,
});
