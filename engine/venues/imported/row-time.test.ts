import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTime } from './row-time.ts';

const MOMENT = 1_723_161_255_342;

describe('a moment of a table', () => {
  it.each([
    ['1723161255', 's', 1_723_161_255_000],
    ['1723161255.3429', 's', MOMENT],
    ['1723161255342', 'ms', MOMENT],
    ['1723161255342999', 'us', MOMENT],
    ['1723161255342999999', 'ns', MOMENT],
    ['2024-08-08T23:54:15.342Z', 'iso', MOMENT],
    ['2024-08-08 23:54:15.342999', 'iso', MOMENT],
    ['2024-08-09T01:54:15.342+02:00', 'iso', MOMENT],
    ['2024-08-09 01:54:15.342+02', 'iso', MOMENT],
    ['2024-08-08T18:24:15.342-0530', 'iso', MOMENT],
    ['2024-08-08 23:54:15.342 UTC', 'iso', MOMENT],
    ['2024-02-29', 'iso', 1_709_164_800_000],
    ['2009-01-03', 'iso', 1_230_940_800_000],
  ] as const)('%s in %s is %d', (text, unit, ms) => {
    expect(readTime(text, unit, 'time')).toBe(ms);
  });

  it.each([
    ['', 'ms'],
    ['-5', 'ms'],
    ['1e12', 'ms'],
    ['noon', 's'],
    ['2023-02-29', 'iso'],
    ['2024-13-01', 'iso'],
    ['2024-08-08T24:00:00', 'iso'],
    ['2024-08-08T12:60:00', 'iso'],
    ['08/08/2024', 'iso'],
  ] as const)('%j in %s is none', (text, unit) => {
    expect(() => readTime(text, unit, 'time')).toThrow(/^time must be a (number|date)/);
  });

  it.each([
    // Read in the unit of another, a moment of today lies in the year 56 000 or in January 1970.
    ['1723161255342', 's'],
    ['1723161255342999', 'ms'],
    ['1723161255', 'ms'],
    ['1723161255342', 'us'],
    ['1723161255342999', 'ns'],
    ['1723161255342999999', 'ms'],
    ['0', 'ms'],
    ['999', 'us'],
    ['1969-12-31T23:59:59Z', 'iso'],
    ['2009-01-02T23:59:59.999Z', 'iso'],
    ['2100-01-01', 'iso'],
    ['99999999999999999999', 's'],
  ] as const)('%s in %s is no time of a market', (text, unit) => {
    expect(() => readTime(text, unit, 'time')).toThrow(/^time must be from 2009-01-03 to 2099, was ".*" in/);
  });

  // oxlint-disable no-restricted-globals -- the language's own calendar is the independent source
  it('of any date equals the one the language computes', () => {
    const date = fc.date({
      min: new Date('2009-01-03'),
      max: new Date('2099-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, (moment) => {
        expect(readTime(moment.toISOString(), 'iso', 'time')).toBe(moment.getTime());
      }),
    );
  });
});
