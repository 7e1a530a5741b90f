import { describe, expect, it } from 'vitest';
import { DailyMean } from './daily-mean.ts';

const DAY = 86_400_000;

describe('a mean of days', () => {
  it('begins with the first whole day and never counts the running one', () => {
    const mean = new DailyMean(2);
    mean.push(0.5 * DAY, 1000);
    expect(mean.value).toBeUndefined();
    mean.push(DAY, 30);
    mean.push(1.9 * DAY, 10);
    expect(mean.value).toBeUndefined();
    mean.push(2 * DAY, 500);
    expect(mean.value).toBe(40);
  });

  it('forgets days beyond its window and counts silent ones as 0', () => {
    const mean = new DailyMean(2);
    mean.push(0, 1);
    mean.push(DAY, 40);
    mean.advance(3 * DAY);
    expect(mean.value).toBe(20);
    mean.advance(400 * DAY);
    expect(mean.value).toBe(0);
  });

  it('refuses a window of no days', () => {
    expect(() => new DailyMean(0)).toThrow('days must be a whole number of at least 1, was 0');
  });
});
