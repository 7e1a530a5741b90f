import type { MarketEvent } from '../domain/market/market-event.ts';

/** Milliseconds of a UTC day. */
export const DAY_MS = 86_400_000;

/** The UTC day of a time in ms, `2024-08-09`. Proleptic Gregorian, 1970 to 9999. */
export function utcDayOf(timeMs: number): string {
  // Counted from 1 March of the year 0, so that the leap day is the last of its year.
  const days = Math.floor(timeMs / DAY_MS) + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/**
 * The UTC day an event belongs to, by the venue's clock; by ours where the two are more than a day apart, for
 * such a stamp is none. A bar is known when its period is over, so that one which ends with the day is still
 * of that day; it may tell of a time long ago.
 */
export function utcDayOfEvent({ kind, time, venueTime }: MarketEvent): string {
  const isBar = kind === 'venue-bar';
  const isFar = venueTime - time > DAY_MS || (!isBar && time - venueTime > DAY_MS);
  const moment = isFar ? time : venueTime;
  return utcDayOf(isBar ? Math.max(0, moment - 1) : moment);
}

/** When a day begins, in ms; undefined when `day` is not the name of a day. */
export function utcDayStart(day: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return undefined;
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const counted = month <= 2 ? year - 1 : year;
  const era = Math.floor(counted / 400);
  const yearOfEra = counted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const ofEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear;
  const start = (era * 146_097 + ofEra - 719_468) * DAY_MS;
  return utcDayOf(start) === day ? start : undefined;
}

const padded = (value: number, places: number): string => String(value).padStart(places, '0');
