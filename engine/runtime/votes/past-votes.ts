import type { PastVoteDetails, PastVoteView } from '../../contract/past-vote-commands.ts';
import type { VoteDecision, VoterBallot } from '../../domain/vote/vote-decision.ts';
import { categoryOf } from '../../formulas/edge/vote/catalogue-category.ts';
import { allFormulas } from '../../formulas/registry/all-formulas.generated.ts';
import type { KeptVote, KeptVoteWithBallots } from '../../journal/votes/kept-vote.ts';

const BPS = 10_000;
const PPM_PER_BPS = 100;
const TITLES: ReadonlyMap<string, string> = new Map(allFormulas.map(({ id, title }) => [id, title]));

/** Titles of formulas by number. */
export const titlesOf = (ballots: readonly Pick<VoterBallot, 'id'>[]): Readonly<Record<number, string>> =>
  Object.fromEntries(ballots.map(({ id }) => [id, TITLES.get(`F${id}`) ?? '']));

/** A vote as a list shows it. The fee is that of one taker fill. */
export function pastVoteView(vote: KeptVote, takerFeePpm: number): PastVoteView {
  const { effectiveVotes, isOfSession, move, number, outcome, probabilityUp, reason, time, version, winner } =
    vote;
  const moveBps = move === null ? null : move * BPS;
  return {
    number,
    timeMs: time,
    isOfSession,
    winner,
    reason,
    effectiveVotes,
    probabilityUp,
    version,
    outcome,
    moveBps,
    worthBps: moveBps === null || winner === 0 ? null : winner * moveBps - costBps(vote, takerFeePpm),
  };
}

/** The spread that was quoted and taker fees both ways. */
const costBps = ({ ask, bid }: KeptVote, takerFeePpm: number): number =>
  (bid === null || ask === null ? 0 : Math.log(ask / bid) * BPS) + (2 * takerFeePpm) / PPM_PER_BPS;

/** A vote with everything that a person may want to see of it. */
export function pastVoteDetails(vote: KeptVoteWithBallots, takerFeePpm: number): PastVoteDetails {
  return {
    row: pastVoteView(vote, takerFeePpm),
    decision: decisionOf(vote),
    titles: titlesOf(vote.ballots),
  };
}

function decisionOf(vote: KeptVoteWithBallots): VoteDecision {
  const ballots = vote.ballots.map((ballot) => ({ ...ballot, category: categoryOf(ballot.id) }));
  const counted = ballots.filter(({ discount }) => discount > 0);
  return {
    time: vote.time,
    group: vote.list.group,
    winner: vote.winner,
    reason: vote.reason,
    signal: vote.signal,
    confidence: vote.confidence,
    probabilityUp: vote.probabilityUp,
    margins: vote.margins,
    totalWeight: vote.totalWeight,
    voters: vote.voters,
    effectiveVotes: vote.effectiveVotes,
    categories: [...new Set(counted.map(({ category }) => category))],
    juryProbability: vote.juryProbability,
    ballots,
    quorum: vote.quorum,
    parameters: vote.parameters,
  };
}
