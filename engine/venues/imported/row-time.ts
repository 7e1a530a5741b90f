import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import type { TimeUnit } from './column-mapping.ts';
import { RowRuleError } from './table-row.ts';

const WHOLE = /^\d{1,20}(\.\d+)?$/;
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/;
/** Digits that stand before the milliseconds' last one, counted from the end of the number. */
const FINER_DIGITS = { ms: 0, us: 3, ns: 6 } as const;
/** The first block of Bitcoin, 2009-01-03, and the year 2100: what lies outside is a wrong unit, not a date. */
const EARLIEST_MS = 1_230_940_800_000;
const LATEST_MS = 4_102_444_800_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
/** From the first day of year 1 to the first of 1970. */
const DAYS_BEFORE_1970 = 719_162;

/**
 * A moment of a table in ms; what is finer than a millisecond is cut off. Text without a zone is UTC.
 * @throws {RowRuleError} naming the rule and the value.
 */
export function readTime(text: string, unit: TimeUnit, what: string): UnixMs {
  const ms = unit === 'iso' ? isoMs(text) : numberMs(text, unit);
  if (ms === undefined) {
    throw new RowRuleError(
      `${what} must be ${unit === 'iso' ? 'a date and time such as 2024-08-08T23:54:15.250Z' : `a number of ${unit} since 1970`}, was ${JSON.stringify(text.slice(0, 40))}`,
    );
  }
  if (!(ms >= EARLIEST_MS && ms < LATEST_MS)) {
    throw new RowRuleError(
      `${what} must be from 2009-01-03 to 2099, was ${JSON.stringify(text.slice(0, 40))} in ${unit}`,
    );
  }
  return unixMs(ms);
}

function numberMs(text: string, unit: Exclude<TimeUnit, 'iso'>): number | undefined {
  if (!WHOLE.test(text)) return undefined;
  const [whole = '', fraction = ''] = text.split('.');
  if (unit === 's') return Number(whole) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  // Cut as text: nanoseconds of today do not fit a double.
  const kept = whole.slice(0, whole.length - FINER_DIGITS[unit]);
  return kept === '' ? 0 : Number(kept);
}

function isoMs(text: string): number | undefined {
  const parts = ISO.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = parts;
  const days = daysSince1970(Number(year), Number(month), Number(day));
  if (days === undefined || !isTimeOfDay(Number(hour), Number(minute), Number(second))) return undefined;
  const minutes = Number(hour) * 60 + Number(minute) - zoneMinutes(zone);
  const ms = Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  return days * DAY_MS + minutes * MINUTE_MS + ms;
}

const isTimeOfDay = (hour: number, minute: number, second: number): boolean =>
  hour < 24 && minute < 60 && second < 60;

/** Days from 1970-01-01 in the Gregorian calendar; undefined for a day that there is not. */
function daysSince1970(year: number, month: number, day: number): number | undefined {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && isLeap ? 29 : MONTH_DAYS[month - 1];
  if (length === undefined || day < 1 || day > length) return undefined;
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const monthDays = MONTH_DAYS.slice(0, month - 1).reduce((sum, days) => sum + days, 0);
  return before * 365 + leapDays - DAYS_BEFORE_1970 + monthDays + (isLeap && month > 2 ? 1 : 0) + day - 1;
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z' || zone === 'UTC') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', ''));
  return zone.startsWith('-') ? -minutes : minutes;
}
