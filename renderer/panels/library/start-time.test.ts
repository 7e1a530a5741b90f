import { describe, expect, it } from 'vitest';
import { momentOfDay, timeOfDay } from './start-time.ts';

describe('a start time', () => {
  it.each([
    ['00:00', 0],
    ['8:30', 30_600_000],
    ['23:59:59', 86_399_000],
    [' 00:00:05 ', 5000],
  ])('%j is that moment of its day in UTC', (text, ms) => {
    expect(momentOfDay('1970-01-01', text)).toBe(ms);
  });

  it.each(['', '24:00:01', '12:60', 'noon', '1:2', '12:00:00.5'])('%j is none', (text) => {
    expect(momentOfDay('1970-01-01', text)).toBeUndefined();
  });

  it('is written to the second', () => {
    expect(timeOfDay(30_600_999)).toBe('08:30:00');
  });
});
