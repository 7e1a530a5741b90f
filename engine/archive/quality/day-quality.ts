import type { UnixMs } from '../../domain/units/time.ts';

/** A stretch of a day without a book that could be believed. */
export interface FeedGap {
  readonly from: UnixMs;
  readonly to: UnixMs;
  /** `marked`: the feed said so; `silent`: no event came for more than a minute. */
  readonly cause: 'marked' | 'silent';
}

/** What was counted in a day; the score follows from it. */
export interface QualityCounts {
  /** Share of the 24 hours in which the book was live, 0 to 1; of a day without a book: the trades' stretch. */
  readonly coverage: number;
  /** Gaps between the day's first and last event. */
  readonly gapCount: number;
  readonly gapMs: number;
  readonly longestGapMs: number;
  readonly bookEvents: number;
  /** Book events after which the best bid was at or above the best ask. */
  readonly crossedEvents: number;
  readonly trades: number;
  /** Trade ids that came twice. */
  readonly duplicateTrades: number;
  /** Trades whose venue time is before that of the trade before. */
  readonly backwardTrades: number;
  /** Ids left out where ids are whole numbers that follow each other; undefined where they are not. */
  readonly missingTrades?: number;
}

/** How far a day can be relied on: a score with its parts and the gaps themselves. */
export interface DayQuality {
  /** 0 (worthless) to 100 (a whole day, nothing missing, nothing refused), one decimal. */
  readonly score: number;
  /** What each part gives to the score; they add up to it. */
  readonly parts: {
    /** 0 to 50: coverage. */
    readonly coverage: number;
    /** 0 to 20: few and short gaps. */
    readonly gaps: number;
    /** 0 to 15: books that are not crossed. */
    readonly book: number;
    /** 0 to 15: trades neither missing, double nor backwards. */
    readonly trades: number;
  };
  readonly counts: QualityCounts;
  /** The first 500, in order. */
  readonly gaps: readonly FeedGap[];
}
