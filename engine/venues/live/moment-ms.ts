import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import { rfc3339Ms } from '../wire/venue-time.ts';

/** Unix ms of a UTC moment such as `2026-10-23T05:38:52Z`; undefined for nothing. @throws {BrokenRule} when malformed. */
export const momentMs = (text: string | undefined): UnixMs | undefined =>
  text === undefined ? undefined : unixMs(rfc3339Ms(text, 'a moment'));

const MS_PER_DAY = 86_400_000;
/** Days from 0000-03-01 to 1970-01-01, and in 400 and in 4 years, in the Gregorian calendar. */
const DAYS_TO_1970 = 719_468;
const DAYS_IN_400_YEARS = 146_097;

/** Unix ms as a moment of UTC: `2026-10-23T05:38:52.000Z`. */
export function utcMoment(ms: number): string {
  const days = Math.floor(ms / MS_PER_DAY);
  const rest = ms - days * MS_PER_DAY;
  const { day, month, year } = dateOf(days + DAYS_TO_1970);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const clock = `${two(rest / 3_600_000)}:${two((rest / 60_000) % 60)}:${two((rest / 1000) % 60)}`;
  return `${year}-${two(month)}-${two(day)}T${clock}.${String(Math.floor(rest % 1000)).padStart(3, '0')}Z`;
}

/** The date of a day counted from 0000-03-01: years that begin in March have their leap day last. */
function dateOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const era = Math.floor(days / DAYS_IN_400_YEARS);
  const dayOfEra = days - era * DAYS_IN_400_YEARS;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}
