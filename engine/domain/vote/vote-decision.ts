import type { VoteGroup } from './vote-group.ts';

/**
 * A ranked ballot over LONG, FLAT and SHORT: `long` is L > F > S, `lean-long` F > L > S, `neutral`
 * F > (L = S), `lean-short` F > S > L, `short` S > F > L.
 */
export type BallotKind = 'long' | 'lean-long' | 'neutral' | 'lean-short' | 'short';

/** Why a formula casts no ballot: it has no value, its value is too old, or it is hardly sure of it. */
export type Abstention = 'not-ready' | 'stale' | 'unsure';

/** How often a formula was right about the direction, as the vote believes it. */
export interface CompetenceView {
  /** Mean of the belief, clipped to what one formula may claim. */
  readonly probability: number;
  /** Credible interval of 90 %, not clipped. */
  readonly low: number;
  readonly high: number;
  /** Scored outcomes ever and how many of them were right; void ones are in neither. */
  readonly outcomes: number;
  readonly hits: number;
  /** Whether it stays skilful among all formulas that were tried, at a false discovery rate of 5 %. */
  readonly isSkilful: boolean;
}

/** What one formula said and what it counted for. */
export interface VoterBallot {
  /** Number in the catalogue. */
  readonly id: number;
  /** Category of the catalogue, in its words. */
  readonly category: string;
  /** -1 to 1; 0 where it says nothing. */
  readonly signal: number;
  /** 0 to 1. */
  readonly confidence: number;
  /** Undefined where the formula abstains; `abstention` then says why. */
  readonly ballot?: BallotKind;
  readonly abstention?: Abstention;
  readonly competence: CompetenceView;
  /** Log odds of being right, at least 0: a formula not better than a coin is in no sum. */
  readonly logOdds: number;
  /** What is left of a voice that others share: 1 alone, 1/3 for one of three copies; 0 outside the count. */
  readonly discount: number;
  /** Confidence times discount times log odds; 0 outside the count. */
  readonly weight: number;
}

/**
 * Why a vote ended as it did: one side beat both others (`majority`); too few independent voices
 * (`no-quorum`); LONG and SHORT tie (`tie`); the better side beats FLAT by too little (`margin`) or loses
 * to it (`flat-preferred`); the majorities go round in a circle (`cycle`).
 */
export type VoteReason = 'majority' | 'no-quorum' | 'tie' | 'margin' | 'flat-preferred' | 'cycle';

/** Sums of weights that prefer the first to the second less those of the reverse. */
export interface VoteMargins {
  readonly longShort: number;
  readonly longFlat: number;
  readonly flatShort: number;
}

/** One vote of a group of formulas, complete: it can be shown, kept and counted again. */
export interface VoteDecision {
  readonly time: number;
  readonly group: VoteGroup;
  /** 1 long, -1 short, 0 flat. */
  readonly winner: -1 | 0 | 1;
  readonly reason: VoteReason;
  /** Signed share of the weight by which the winner beats FLAT, -1 to 1; 0 when flat. */
  readonly signal: number;
  /** 0 to 1; 0 when flat. */
  readonly confidence: number;
  /** Probability of a rise from the pooled log odds, not calibrated. Shown whatever the decision. */
  readonly probabilityUp: number;
  readonly margins: VoteMargins;
  /** Weight of all that count. */
  readonly totalWeight: number;
  /** Formulas that count: a ballot cast and competence above one half. */
  readonly voters: number;
  /** How many independent voices they are worth. */
  readonly effectiveVotes: number;
  /** Categories of the catalogue among them, in the order of the numbers. */
  readonly categories: readonly string[];
  /** Chance that a majority of that many equally good independent voices is right; the ceiling of confidence. */
  readonly juryProbability: number;
  /** Every formula of the group, by number. */
  readonly ballots: readonly VoterBallot[];
  /** What the vote needs of {@link effectiveVotes} and {@link categories}. */
  readonly quorum: { readonly votes: number; readonly categories: number };
  /** Names the parameters the vote was counted with. */
  readonly parameters: string;
}
