import type { ArchivedDay, ArchiveRange, DayKey } from '../../archive/archive.ts';
import { DAY_MS, utcDayStart } from '../../archive/utc-day.ts';
import { unixMs } from '../../domain/units/time.ts';

/** Days of one instrument that follow each other, as one range from the first to the last event. */
export interface DaySegment {
  readonly range: ArchiveRange;
  readonly days: readonly ArchivedDay[];
}

/**
 * The chosen days that the archive has, by instrument, those that follow each other and count the same ticks
 * and lots joined.
 */
export function daySegments(
  inventory: readonly ArchivedDay[],
  chosen: readonly DayKey[],
): ReadonlyMap<string, readonly DaySegment[]> {
  const wanted = new Set(chosen.map(({ day, instrument }) => `${instrument} ${day}`));
  const days = inventory.filter(({ day, instrument }) => wanted.has(`${instrument} ${day}`));
  const segments = new Map<string, ArchivedDay[][]>();
  for (const day of days.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const known = segments.get(day.instrument) ?? [];
    segments.set(day.instrument, known);
    const last = known.at(-1)?.at(-1);
    if (last && goesOn(last, day)) known.at(-1)?.push(day);
    else known.push([day]);
  }
  return new Map([...segments].map(([instrument, groups]) => [instrument, groups.map(segmentOf)]));
}

const goesOn = (last: ArchivedDay, day: ArchivedDay): boolean =>
  (utcDayStart(day.day) ?? 0) - (utcDayStart(last.day) ?? 0) <= DAY_MS &&
  last.steps.tickSize === day.steps.tickSize &&
  last.steps.lotSize === day.steps.lotSize;

function segmentOf(days: readonly ArchivedDay[]): DaySegment {
  const from = Math.min(...days.map(({ firstTime }) => firstTime));
  const to = Math.max(...days.map(({ lastTime }) => lastTime)) + 1;
  return { days, range: { instrument: days[0]?.instrument ?? '', from: unixMs(from), to: unixMs(to) } };
}
