import type { TheorySentence } from './theory-sentence.ts';

/** The eleven theories, in the order in which they are shown. */
export const THEORY_NAMES = [
  'entropy',
  'hurst',
  'regime',
  'kalman',
  'win-rate',
  'monte-carlo',
  'forest',
  'autocorrelation',
  'stationarity',
  'variance',
  'context',
] as const;
export type TheoryName = (typeof THEORY_NAMES)[number];

/**
 * How theories are run: as they are usually described and taken at their word, or corrected and believed as
 * far as their own past allows.
 */
export const THEORY_PRESETS = ['corrected', 'described'] as const;
export type TheoryPreset = (typeof THEORY_PRESETS)[number];

/** Lengths of the bars theories are offered on: 1, 5 and 15 minutes, 1 and 4 hours, 1 day. */
export const THEORY_INTERVALS_MS = [60_000, 300_000, 900_000, 3_600_000, 14_400_000, 86_400_000] as const;

/**
 * What a theory leans to. `up` and `down` are directions; moves go on (`trend`) or turn back (`reversion`);
 * `random` says that there is nothing to find, `structured` that there is; `none` is no opinion on what comes
 * next, `cannot-tell` that the data do not decide the question.
 */
export type Suggestion =
  | 'up'
  | 'down'
  | 'trend'
  | 'reversion'
  | 'random'
  | 'structured'
  | 'none'
  | 'cannot-tell';

/** Where the true value lies 95 times in 100, and on what that rests. */
export interface TheoryInterval {
  readonly low: number;
  readonly high: number;
  /**
   * `asymptotic` from a standard error for many observations, `exact` from the distribution of counts,
   * `posterior` from a belief after the data, `simulated` from seeded samples without structure.
   */
  readonly kind: 'asymptotic' | 'exact' | 'posterior' | 'simulated';
}

/** What a theory says at the end of a bar. */
export interface TheoryReading {
  /** In the unit and the range of the theory. */
  readonly value: number;
  /** Left out where the theory states none, as some do when run as they are described. */
  readonly interval?: TheoryInterval;
  /** How many observations the value rests on. */
  readonly observations: number;
  readonly suggests: Suggestion;
  readonly sentence: TheorySentence;
}

/** What the theory has been worth, against a forecast that knows only how often the price rose before. */
export interface TheoryScore {
  /** Predictions whose horizon has passed, and how many of them a mean is given for at the least. */
  readonly count: number;
  readonly needed: number;
  /** Mean gain of log-loss in bits per prediction, above zero where it helped; left out below `needed`. */
  readonly gainBits?: number;
  /** Standard error of it that allows for overlapping horizons (Newey and West). */
  readonly errorBits?: number;
  /** Sum of the gains in bits at up to sixty places of the past, the oldest first. */
  readonly path: readonly number[];
}

/** One theory at the end of a bar. */
export interface TheoryState {
  readonly theory: TheoryName;
  /** Bars taken in and bars needed for a first reading; more may be needed where bars alone do not suffice. */
  readonly bars: number;
  readonly warmUp: number;
  readonly reading?: TheoryReading;
  /** Probability that the price closes higher `horizonBars` bars from now than it does now. */
  readonly upProbability?: number;
  /** How often it did so before: what the score compares with. */
  readonly baseRate?: number;
  /** How far the theory's word is taken, from 0 (not at all) to 1 (in full). */
  readonly trust: number;
  readonly horizonBars: number;
  readonly score: TheoryScore;
}
