import { unixMs } from '../../domain/units/time.ts';
import type { VoterBallot, VoteDecision } from '../../domain/vote/vote-decision.ts';
import type { VoteFeature, VoteMoment } from './vote-features.ts';

/** A vote that LONG has won, but for what is said otherwise. */
export const voteExample = (over: Partial<VoteDecision> = {}): VoteDecision => ({
  time: 0,
  group: 'medium',
  winner: 1,
  reason: 'majority',
  signal: 0.6,
  confidence: 0.5,
  probabilityUp: 0.6,
  margins: { longShort: 0.3, longFlat: 0.24, flatShort: 0.3 },
  totalWeight: 0.4,
  voters: 12,
  effectiveVotes: 6.5,
  categories: ['Statistical', 'Volatility', 'Regime Detection'],
  juryProbability: 0.58,
  ballots: [],
  quorum: { votes: 5, categories: 3 },
  parameters: 'priorN=50',
  ...over,
});

/** A formula that is cast for a side with a signal, at full confidence. */
export const ballotExample = (id: number, signal: number, ballot?: VoterBallot['ballot']): VoterBallot => ({
  id,
  category: 'Statistical',
  signal,
  confidence: 1,
  ...(ballot === undefined ? { abstention: 'not-ready' } : { ballot }),
  competence: { probability: 0.51, low: 0.4, high: 0.62, outcomes: 0, hits: 0, isSkilful: false },
  logOdds: 0.04,
  discount: 1,
  weight: 0.04,
});

/** What the formulas beside the votes say while nothing is wrong. */
export const OPEN_FEATURES: Readonly<Record<VoteFeature, number>> = {
  trailUrgency: 0,
  barrierUrgency: 0,
  feedGate: 1,
  jumpGate: 1,
  hourGate: 1,
  frequencyGate: 1,
  dailyBudget: 50,
  lossGate: 1,
  dayStopped: 0,
  killed: 0,
  kellyScale: 1,
  volatilityScale: 1,
};

/** A moment without a position and without a vote. */
export const momentExample = (over: Partial<VoteMoment> = {}): VoteMoment => ({
  time: unixMs(0),
  bid: 99.99,
  ask: 100.01,
  mid: 100,
  features: OPEN_FEATURES,
  holding: undefined,
  roundTripCostBps: 13,
  equityQuote: 1000,
  entries: 0,
  entriesToday: 0,
  ...over,
});
