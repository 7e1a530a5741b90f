import { z } from 'zod';
import type { PastRead } from './formula-commands.ts';
import type { VoteDecision } from '../domain/vote/vote-decision.ts';
import { VOTE_GROUPS } from '../domain/vote/vote-group.ts';

/** The vote of a group of formulas on an instrument. */
export const voteWatch = z.strictObject({
  kind: z.literal('vote'),
  instrument: z.string().max(80),
  group: z.enum(VOTE_GROUPS),
});

/** From and to, both included. */
export interface RangeView {
  readonly low: number;
  readonly high: number;
}

/** A mean with its interval of 95 %, in bps; null where too little is known for it. */
export interface MeanView {
  readonly meanBps: number | null;
  readonly range: RangeView | null;
}

/** Forecasts of about one probability and how often the price rose. */
export interface ReliabilityView {
  /** Middle of the bin. */
  readonly foretold: number;
  readonly count: number;
  readonly happened: number;
  /** Wilson's interval of 95 % for what happened. */
  readonly range: RangeView;
}

/** What decisions came to that were scored at their horizon, one at a time. */
export interface VoteWorthView {
  /** Decisions for LONG or SHORT, and how many the market went the way of. */
  readonly decided: number;
  readonly hits: number;
  /** Wilson's interval of 95 % for the hit rate; null before the first. */
  readonly hitRange: RangeView | null;
  readonly beforeCost: MeanView;
  /** After the spread that was quoted and taker fees both ways. */
  readonly afterCost: MeanView;
  /** Decisions of any kind whose probability of a rise was scored, and how often it rose. */
  readonly forecasts: number;
  readonly rises: number;
  /** Mean squared error of the probability, and of somebody who only knew the base rate; null before there are enough. */
  readonly brier: number | null;
  readonly brierOfBase: number | null;
  /** Bins with a forecast, lowest first. */
  readonly reliability: readonly ReliabilityView[];
}

/** What the watch kind `vote` tells. */
export interface VoteUpdate {
  /** Null before the first vote. */
  readonly decision: VoteDecision | null;
  /** Whether a strategy of the session follows this vote; otherwise it is counted for the screen alone. */
  readonly isOfSession: boolean;
  /** Share of the kept past the formulas have read, 0 to 1. */
  readonly done: number;
  /** The same in bars; none of a vote of the session, which is told with it. */
  readonly past: PastRead;
  /** Probability of a rise after calibration by what came; null before there are enough forecasts. */
  readonly calibrated: number | null;
  /** Forecasts a calibration needs. */
  readonly calibrationNeeds: number;
  /** Titles of the formulas of the group by number. */
  readonly titles: Readonly<Record<number, string>>;
  /** Numbers of formulas whose errors hang together, largest first. */
  readonly clusters: readonly (readonly number[])[];
  /** Correlation from which errors hang together. */
  readonly clusterAt: number;
  readonly worth: VoteWorthView;
}
