const DAY_MS = 86_400_000;

/** The UTC calendar day of a time, e.g. `2024-02-29`. */
export function utcDay(unixMs: number): string {
  const { year, month, day } = civilDate(Math.floor(unixMs / DAY_MS));
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** A time in UTC to the millisecond, e.g. `2024-02-29T23:59:59.999Z`. */
export function utcText(unixMs: number): string {
  const inDay = ((unixMs % DAY_MS) + DAY_MS) % DAY_MS;
  const hours = Math.floor(inDay / 3_600_000);
  const minutes = Math.floor(inDay / 60_000) % 60;
  const seconds = Math.floor(inDay / 1000) % 60;
  const clock = [hours, minutes, seconds].map((part) => padded(part, 2)).join(':');
  return `${utcDay(unixMs)}T${clock}.${padded(inDay % 1000, 3)}Z`;
}

/** The same for reading: `2024-02-29 23:59:59`. */
export const utcMoment = (unixMs: number): string => utcText(unixMs).slice(0, 19).replace('T', ' ');

const padded = (value: number, length: number): string => String(value).padStart(length, '0');

/**
 * Days since 1970-01-01 to a date of the Gregorian calendar, counted in eras of 400 years that begin
 * in March, so that the leap day is the last of its year.
 */
function civilDate(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
