import type { VoteUpdate } from '../../../engine/contract/vote-commands.ts';
import type { VoterBallot } from '../../../engine/domain/vote/vote-decision.ts';

/** A formula of the group as the table shows it. */
export interface Voter extends VoterBallot {
  readonly title: string;
}

/** The formulas with their titles: the heaviest first, then those with a ballot, then the rest by number. */
export const votersOf = (ballots: readonly VoterBallot[], titles: VoteUpdate['titles']): readonly Voter[] =>
  ballots
    .map((ballot) => ({ ...ballot, title: titles[ballot.id] ?? '' }))
    .toSorted((a, b) => b.weight - a.weight || Number(isCast(b)) - Number(isCast(a)) || a.id - b.id);

const isCast = ({ ballot }: VoterBallot): boolean => ballot !== undefined;
