import type { Abstention, VoterBallot } from '../../../domain/vote/vote-decision.ts';
import type { VoteCount, Voter } from './count-votes.ts';
import type { VoteMember, VoteMemory } from './vote-memory.ts';

/** What a formula does at a vote. */
export interface Cast {
  readonly signal?: number;
  readonly confidence?: number;
  readonly abstention?: Abstention;
  /** Where it casts a ballot. */
  readonly voter?: Voter;
}

/** Who did what, and what it came to. */
export interface Counted {
  readonly cast: readonly Cast[];
  readonly voters: readonly Voter[];
  readonly count: VoteCount;
}

/** What every member said and what it counted for, with what is known of it now. */
export function ballotsOf(
  members: readonly VoteMember[],
  memory: VoteMemory,
  { cast, count, voters }: Counted,
): VoterBallot[] {
  const ballots: VoterBallot[] = [];
  let rank = 0;
  for (let place = 0; place < members.length; place += 1) {
    // Voters stand in the order of the members.
    const isCounted = voters[rank]?.place === place;
    const discount = isCounted ? (count.discounts[rank] as number) : 0;
    const weight = isCounted ? (count.weights[rank] as number) : 0;
    const competence = memory.competenceOf(place);
    const logOdds = memory.competences.logOdds(place);
    const counted = { competence, logOdds, discount, weight };
    ballots.push(ballotOf(members[place] as VoteMember, cast[place] as Cast, counted));
    if (isCounted) rank += 1;
  }
  return ballots;
}

function ballotOf(
  { category, id }: VoteMember,
  { abstention, confidence = 0, signal = 0, voter }: Cast,
  {
    competence,
    discount,
    logOdds,
    weight,
  }: Pick<VoterBallot, 'competence' | 'discount' | 'logOdds' | 'weight'>,
): VoterBallot {
  // Written out twice: objects that are spread together take most of the time of a vote.
  if (voter !== undefined) {
    const { ballot } = voter;
    return { id, category, signal, confidence, ballot, competence, logOdds, discount, weight };
  }
  const silent = abstention as Abstention;
  return { id, category, signal, confidence, abstention: silent, competence, logOdds, discount, weight };
}
