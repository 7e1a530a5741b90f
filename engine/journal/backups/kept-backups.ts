const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const HOURS_KEPT = 24;
const DAYS_KEPT = 14;

/**
 * Of backups made at these times (Unix ms, any order) those that stay: the newest of each of the latest 24 UTC
 * hours that have one, and the newest of each of the latest 14 UTC days. Times of a clock that was wrong count
 * like any other. Newest first.
 */
export function keptBackups(times: readonly number[]): readonly number[] {
  const newestFirst = times.toSorted((a, b) => b - a);
  const kept = new Set([
    ...newestOfEach(newestFirst, HOUR_MS, HOURS_KEPT),
    ...newestOfEach(newestFirst, DAY_MS, DAYS_KEPT),
  ]);
  return newestFirst.filter((time) => kept.has(time));
}

function newestOfEach(newestFirst: readonly number[], periodMs: number, most: number): number[] {
  const newest = new Map<number, number>();
  for (const time of newestFirst) {
    const period = Math.floor(time / periodMs);
    if (!newest.has(period)) newest.set(period, time);
  }
  return [...newest.values()].slice(0, most);
}
