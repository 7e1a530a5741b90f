import type { BallotKind, VoteMargins } from '../../../domain/vote/vote-decision.ts';
import { PREFERENCES } from './ballot.ts';

/** A formula that counts: its ballot is cast and it is right more often than not. */
export interface Voter {
  readonly place: number;
  readonly ballot: BallotKind;
  readonly signal: number;
  readonly confidence: number;
  readonly logOdds: number;
}

/** What the ballots come to. */
export interface VoteCount {
  /** In the order of the voters. */
  readonly discounts: readonly number[];
  readonly weights: readonly number[];
  readonly totalWeight: number;
  readonly effectiveVotes: number;
  readonly margins: VoteMargins;
  /** Pooled log odds of a rise. */
  readonly logOdds: number;
}

/**
 * Counts ballots, each with confidence times log odds times what others leave of its voice. Voters come by
 * number, so that the sums do not depend on the order in which somebody keeps the formulas.
 * With equal correlations rho the voices of n voters come to `n / (1 + (n - 1) rho)` (Ladha 1992).
 *
 * @param shared for each voter 1 and its correlations with the errors of all others, as `ErrorCounts` has them
 */
export function countVotes(voters: readonly Voter[], shared: ArrayLike<number>, neutral: number): VoteCount {
  const discounts: number[] = [];
  const weights: number[] = [];
  let totalWeight = 0;
  let effectiveVotes = 0;
  let logOdds = 0;
  let longShort = 0;
  let longFlat = 0;
  let flatShort = 0;
  for (let i = 0; i < voters.length; i += 1) {
    const { ballot, confidence, logOdds: own, signal } = voters[i] as Voter;
    const discount = 1 / (shared[i] as number);
    const weight = confidence * discount * own;
    const preferences = PREFERENCES[ballot];
    discounts.push(discount);
    weights.push(weight);
    totalWeight += weight;
    effectiveVotes += discount;
    longShort += preferences.longShort * weight;
    longFlat += preferences.longFlat * weight;
    flatShort += preferences.flatShort * weight;
    if (Math.abs(signal) > neutral) logOdds += Math.sign(signal) * weight;
  }
  return {
    discounts,
    weights,
    totalWeight,
    effectiveVotes,
    margins: { longShort, longFlat, flatShort },
    logOdds,
  };
}
