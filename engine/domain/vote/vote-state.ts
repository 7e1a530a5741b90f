import type { VoteRecord } from './vote-record.ts';

/**
 * What a vote has learned, as plain data. Lists run over `ids`; counts of pairs over the pairs of places
 * (0,1), (0,2), …, (1,2), … with four numbers each: both wrong, first wrong, second wrong, both right.
 */
export interface VoteState {
  readonly version: 1;
  readonly ids: readonly number[];
  /** What outcomes added to the belief, without the prior: hits and misses with forgetting. */
  readonly hits: readonly number[];
  readonly misses: readonly number[];
  /** Whole outcomes ever, by call and what came: four numbers a formula, see `SkillCounts`. */
  readonly tables: readonly number[];
  /** What the last look at each formula's skill found; 1 before the first. */
  readonly pValues: readonly number[];
  /** Counts of pairs as base64 of 32-bit floats, lowest byte first. */
  readonly pairs: string;
  /** Predictions not yet scored. Whoever goes on after an outage leaves them out. */
  readonly open: readonly OpenPrediction[];
  /** What the decisions came to; left out before the first. */
  readonly record?: VoteRecord;
}

/** What a formula said that is to be scored. */
export interface OpenPrediction {
  readonly id: number;
  readonly time: number;
  readonly side: -1 | 1;
  /** Mid price then. */
  readonly mid: number;
  /** Half the spread then as a log distance: a smaller move is no outcome. */
  readonly halfSpread: number;
}
