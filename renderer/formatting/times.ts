import { perLocale } from './locale.ts';
import { formatFixed, NO_VALUE } from './numbers.ts';

type Shape = 'time' | 'millis' | 'day' | 'month' | 'full' | 'minute';
type Key = `${Shape}:${'local' | 'utc'}`;

const shapes: Readonly<Record<Shape, Intl.DateTimeFormatOptions>> = {
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  millis: {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  },
  minute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { month: 'short', day: '2-digit' },
  month: { month: 'short', year: 'numeric' },
  full: {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
};

const format = perLocale((locale, key: Key) => {
  const [shape, zone] = key.split(':') as [Shape, string];
  return new Intl.DateTimeFormat(locale, {
    ...shapes[shape],
    ...(zone === 'utc' ? { timeZone: 'UTC' } : {}),
  });
});

/** Hours, minutes and seconds where the person is. */
export const formatTime = (ms: number): string => format('time:local').format(ms);
/** The same to the millisecond. */
export const formatTimeMillis = (ms: number): string => format('millis:local').format(ms);
export const formatMinute = (ms: number): string => format('minute:local').format(ms);
export const formatDay = (ms: number): string => format('day:local').format(ms);
/** Month and year, for axes over years. */
export const formatMonth = (ms: number): string => format('month:local').format(ms);
/** Hours, minutes and seconds in UTC. */
export const formatUtcTime = (ms: number): string => format('time:utc').format(ms);
/** Day and time in UTC with the word, for hovering. */
export const formatUtc = (ms: number): string => `${format('full:utc').format(ms)} UTC`;

/** How long ago, in the largest fitting unit: `240 ms`, `12 s`, `3 min`, `2 h`. */
export function formatAge(ms: number | null | undefined): string {
  if (typeof ms !== 'number' || !Number.isFinite(ms)) return NO_VALUE;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  return `${formatFixed(ms / 3_600_000, 1)} h`;
}

/** A bar interval: `1m`, `15m`, `1h`. */
export function formatInterval(ms: number): string {
  if (ms % 60_000 !== 0) return `${Math.round(ms / 1000)}s`;
  if (ms % 86_400_000 === 0) return `${ms / 86_400_000}d`;
  return ms % 3_600_000 === 0 ? `${ms / 3_600_000}h` : `${ms / 60_000}m`;
}
