import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, utcDayOf, utcDayStart } from './utc-day.ts';

/** Writes days as `2024-08-09`; years from 1000 on, as Swedes write them. */
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC' });

describe('a UTC day', () => {
  it.each([
    [0, '1970-01-01'],
    [951_782_400_000, '2000-02-29'],
    [1_709_251_199_999, '2024-02-29'],
    [1_723_161_600_000, '2024-08-09'],
    [4_107_542_400_000, '2100-03-01'],
  ])('of %d ms is %s', (time, day) => {
    expect(utcDayOf(time)).toBe(day);
  });

  it('is the one of the calendar of the language, and begins at its midnight', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (time) => {
        const day = calendar.format(time);
        return utcDayOf(time) === day && utcDayStart(day) === time - (time % DAY_MS);
      }),
    );
  });

  it.each(['2023-02-29', '2024-13-01', '2024-1-1', 'today', ''])('is not %j', (text) => {
    expect(utcDayStart(text)).toBeUndefined();
  });
});
