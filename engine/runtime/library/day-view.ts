import type { ArchivedDay } from '../../archive/archive.ts';
import type { DayQuality } from '../../archive/quality/day-quality.ts';
import type { LibraryDayView, LibraryQualityView } from '../../contract/library-views.ts';

/** A kept day as the window lists it. */
export function dayView(day: ArchivedDay, isGrowing = false): LibraryDayView {
  const { bytes, firstTime, instrument, isSimulated, lastTime, quality, rows, sources, symbol, venue } = day;
  return {
    venue,
    instrument,
    symbol,
    day: day.day,
    rows,
    bytes,
    firstMs: firstTime,
    lastMs: lastTime,
    isGrowing,
    isSimulated,
    isImported: sources.some(({ origin }) => origin === 'imported'),
    quality: quality ? qualityView(quality) : null,
  };
}

function qualityView({ counts, gaps, parts, score }: DayQuality): LibraryQualityView {
  return {
    score,
    parts,
    coverage: counts.coverage,
    gapCount: counts.gapCount,
    gapMs: counts.gapMs,
    longestGapMs: counts.longestGapMs,
    crossedBooks: counts.crossedEvents,
    duplicateTrades: counts.duplicateTrades,
    backwardTrades: counts.backwardTrades,
    missingTrades: counts.missingTrades ?? null,
    gaps: gaps.map(({ cause, from, to }) => ({ fromMs: from, toMs: to, cause })),
  };
}

/** Whether anything of a day is left. */
export const holdsRows = ({ rows }: ArchivedDay): boolean => Object.values(rows).some((count) => count > 0);

/** Days that the session `sessionId` is still being archived into: the newest of each instrument. */
export function growingDays(days: readonly ArchivedDay[], sessionId: string): ReadonlySet<ArchivedDay> {
  const newest = new Map<string, ArchivedDay>();
  for (const day of days) {
    if (day.sources.some(({ id }) => id === sessionId)) newest.set(day.instrument, day);
  }
  return new Set(newest.values());
}
