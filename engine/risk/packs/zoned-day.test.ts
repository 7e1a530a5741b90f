import { describe, expect, it } from 'vitest';
import { at } from './iso.fixture.ts';
import { ZonedDays } from './zoned-day.ts';
import { measured } from '../../test/reliability/measured.ts';

// Midnights in UTC, worked out by hand from the offsets of the zone; clocks of the EU change at 01:00 UTC.
const HOUR_MS = 3_600_000;

describe('R-NU-06: days of a zone', () => {
  it.each([
    ['Europe/Prague', '2026-01-15T12:00:00Z', '2026-01-15T23:00:00Z', 'winter'],
    ['Europe/Prague', '2026-07-15T12:00:00Z', '2026-07-15T22:00:00Z', 'summer'],
    ['Europe/Prague', '2026-07-15T22:00:00Z', '2026-07-16T22:00:00Z', 'midnight itself begins a day'],
    ['Europe/Prague', '2026-07-15T21:59:59Z', '2026-07-15T22:00:00Z', 'the second before'],
    ['UTC', '2024-02-28T23:59:59Z', '2024-02-29T00:00:00Z', 'a leap day'],
    ['UTC', '2026-12-31T10:00:00Z', '2027-01-01T00:00:00Z', 'the end of a year'],
    ['Asia/Kathmandu', '2026-05-05T00:00:00Z', '2026-05-05T18:15:00Z', 'an offset of 5:45'],
    ['America/New_York', '2026-11-20T10:00:00Z', '2026-11-21T05:00:00Z', 'west of Greenwich'],
    // Samoa went from the 29th to the 31st of December 2011 at midnight.
    ['Pacific/Apia', '2011-12-30T05:00:00Z', '2011-12-30T10:00:00Z', 'a day that was left out'],
  ])('in %s end after %s at %s: %s', (zone, time, midnight) => {
    expect(new ZonedDays(zone).nextMidnight(at(time))).toBe(at(midnight));
  });

  it.each([
    ['Europe/Prague', '2026-03-29T00:00:00+01:00', 23],
    ['Europe/Prague', '2026-10-25T00:00:00+02:00', 25],
    ['Australia/Lord_Howe', '2026-04-05T00:00:00+11:00', 24.5],
    ['Australia/Lord_Howe', '2026-10-04T00:00:00+10:30', 23.5],
  ])('have %s hours where clocks change: %s', (zone, midnight, hours) => {
    const begin = at(midnight);
    expect((new ZonedDays(zone).nextMidnight(begin) - begin) / HOUR_MS).toBe(hours);
  });

  it('follow each other without a gap for two years, one a date', () => {
    const days = new ZonedDays('Europe/Prague');
    const dates = new Set<string>();
    let time = at('2025-12-31T23:00:00Z');
    const end = at('2027-12-31T23:00:00Z');
    for (; time < end; time = days.nextMidnight(time)) dates.add(days.dayOf(time));
    measured('R-NU-06', `${dates.size} days of two years with changes of the clock, each counted once`);
    expect(time).toBe(end);
    expect(dates.size).toBe(730);
  });

  it('are refused for a zone that does not exist', () => {
    expect(() => new ZonedDays('Europe/Atlantis')).toThrow('a zone must be an IANA name');
  });
});
