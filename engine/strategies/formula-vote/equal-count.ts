import type { BallotKind, VoterBallot } from '../../domain/vote/vote-decision.ts';

/** What ballots come to when every one counts the same. Margins are numbers of ballots. */
export interface EqualCount {
  /** 1 long, -1 short; 0 unless one side beats both others and the sum of signals agrees. */
  readonly winner: -1 | 0 | 1;
  /** Mean of signal times confidence, -1 to 1. */
  readonly score: number;
  readonly ballots: number;
  readonly longShort: number;
  readonly longFlat: number;
  readonly flatShort: number;
}

/** Where a ballot puts LONG to SHORT, LONG to FLAT and FLAT to SHORT. */
const PREFERS: Readonly<Record<BallotKind, readonly [number, number, number]>> = {
  long: [1, 1, 1],
  'lean-long': [1, -1, 1],
  neutral: [0, -1, 1],
  'lean-short': [-1, -1, 1],
  short: [-1, -1, -1],
};

/** Counts ballots by majorities of pairs (Condorcet 1785) beside the plain sum of their signals. */
export function countEqually(all: readonly VoterBallot[]): EqualCount {
  let [longShort, longFlat, flatShort, sum, ballots] = [0, 0, 0, 0, 0];
  for (const { ballot, confidence, signal } of all) {
    if (ballot === undefined) continue;
    const [first, second, third] = PREFERS[ballot];
    longShort += first;
    longFlat += second;
    flatShort += third;
    sum += signal * confidence;
    ballots += 1;
  }
  const score = ballots > 0 ? sum / ballots : 0;
  const isLong = longShort > 0 && longFlat > 0 && score > 0;
  const isShort = longShort < 0 && flatShort < 0 && score < 0;
  return { winner: isLong ? 1 : isShort ? -1 : 0, score, ballots, longShort, longFlat, flatShort };
}
