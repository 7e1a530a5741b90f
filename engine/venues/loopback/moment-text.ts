/** Unix ms as venues write a moment of UTC, to the microsecond: `2026-08-09T21:05:48.228000Z`. */
export function momentText(time: number): string {
  const day = Math.floor(time / 86_400_000);
  const { date, month, year } = dateOf(day);
  const ms = time - day * 86_400_000;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const clock = `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}`;
  return `${year}-${two(month)}-${two(date)}T${clock}.${String(Math.floor(ms % 1000)).padStart(3, '0')}000Z`;
}

/** The Gregorian date of a day since 1970-01-01, found by stepping through years and months. */
function dateOf(day: number): { readonly year: number; readonly month: number; readonly date: number } {
  let year = 1970;
  let left = day;
  while (left >= (isLeap(year) ? 366 : 365)) {
    left -= isLeap(year) ? 366 : 365;
    year += 1;
  }
  const months = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  let month = 0;
  while (left >= (months[month] as number)) {
    left -= months[month] as number;
    month += 1;
  }
  return { year, month: month + 1, date: left + 1 };
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
