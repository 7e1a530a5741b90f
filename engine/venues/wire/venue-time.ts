import { BrokenRule } from './frame-fields.ts';
import { shownValue } from '../recorded/shown-value.ts';

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/;
const SECONDS = /^\d{10}(\.\d{1,9})?$/;
const MS_PER_DAY = 86_400_000;

/** Unix ms of a UTC moment like `2026-08-09T21:05:48.228568804Z`; what is finer than a ms is cut off. */
export function rfc3339Ms(value: unknown, name: string): number {
  const match = typeof value === 'string' ? RFC3339.exec(value) : null;
  if (match === null) throw new BrokenRule(`${name} must be a UTC moment, was ${shownValue(value)}`);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as unknown as Parts;
  const isMoment = isWithin(month, 1, 12) && isWithin(day, 1, 31) && hour < 24 && minute < 60 && second <= 60;
  if (!isMoment) throw new BrokenRule(`${name} must be a moment that exists, was ${shownValue(value)}`);
  const ms = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  return daysSince1970(year, month, day) * MS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

type Parts = readonly [number, number, number, number, number, number];

const isWithin = (value: number, from: number, to: number): boolean => value >= from && value <= to;

/** Unix ms of seconds written as text, such as `1618678133.365913`; finer digits are cut off. */
export function secondsTextMs(value: unknown, name: string): number {
  if (typeof value !== 'string' || !SECONDS.test(value)) {
    throw new BrokenRule(`${name} must be Unix seconds as text, was ${shownValue(value)}`);
  }
  const [whole = '', fraction = ''] = value.split('.');
  return Number(whole + fraction.slice(0, 3).padEnd(3, '0'));
}

/** Days from 1970-01-01 in the Gregorian calendar, counting years from March so that leap days come last. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leapDays + dayOfYear - 719_468;
}
