import type { DayQuality, QualityCounts } from './day-quality.ts';

/** So many gaps, or one so long, and the part for gaps is worth nothing. */
const MOST_GAPS = 50;
const LONGEST_GAP_MS = 3_600_000;
/** One broken event in a hundred, and its part is worth nothing. */
const MOST_BROKEN_SHARE = 0.01;

/**
 * The four parts of a day's score:
 * - coverage: 50 x share of the 24 hours that was live;
 * - gaps: 20 x (1 - gaps / 50) x (1 - longest gap / 1 h);
 * - book: 15 x (1 - share of crossed events / 1 %), 0 without a book;
 * - trades: 15 x (1 - share of missing, double or backward trades / 1 %), 0 without trades.
 *
 * A factor below zero counts as zero. A day without any event has 0 in all.
 */
export function qualityParts(counts: QualityCounts): DayQuality['parts'] {
  const { bookEvents, coverage, crossedEvents, gapCount, longestGapMs, trades } = counts;
  const broken = counts.duplicateTrades + counts.backwardTrades + (counts.missingTrades ?? 0);
  const hasAny = coverage > 0 || bookEvents > 0 || trades > 0;
  return {
    coverage: 50 * coverage,
    gaps: hasAny ? 20 * rest(gapCount / MOST_GAPS) * rest(longestGapMs / LONGEST_GAP_MS) : 0,
    book: bookEvents === 0 ? 0 : 15 * rest(crossedEvents / bookEvents / MOST_BROKEN_SHARE),
    trades: trades === 0 ? 0 : 15 * rest(broken / trades / MOST_BROKEN_SHARE),
  };
}

const rest = (spent: number): number => Math.max(0, 1 - spent);
