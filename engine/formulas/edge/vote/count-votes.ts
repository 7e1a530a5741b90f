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
 *
 * @param correlation of the errors of the formulas at two places, from 0 to 1
 */
export function countVotes(
  voters: readonly Voter[],
  correlation: (i: number, j: number) => number,
  neutral: number,
): VoteCount {
  const discounts = discountsOf(voters, correlation);
  const weights: number[] = [];
  let totalWeight = 0;
  let effectiveVotes = 0;
  let logOdds = 0;
  let longShort = 0;
  let longFlat = 0;
  let flatShort = 0;
  for (let i = 0; i < voters.length; i += 1) {
    const { ballot, confidence, logOdds: own, signal } = voters[i] as Voter;
    const discount = discounts[i] as number;
    const weight = confidence * discount * own;
    const preferences = PREFERENCES[ballot];
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

/** With equal correlations rho the voices of n voters come to `n / (1 + (n - 1) rho)` (Ladha 1992). */
function discountsOf(voters: readonly Voter[], correlation: (i: number, j: number) => number): number[] {
  const shared = voters.map(() => 1);
  for (let i = 0; i < voters.length; i += 1) {
    const { place } = voters[i] as Voter;
    let sum = shared[i] as number;
    // A pair is looked up once for both; every sum still grows in the order of the voters.
    for (let k = i + 1; k < voters.length; k += 1) {
      const between = correlation(place, (voters[k] as Voter).place);
      sum += between;
      shared[k] = (shared[k] as number) + between;
    }
    shared[i] = sum;
  }
  return shared.map((each) => 1 / each);
}
