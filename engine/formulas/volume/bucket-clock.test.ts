import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { trade } from '../contract-tests/sample-inputs.ts';
import { volumeBucketClock } from './volume-bucket-clock.ts';
import { volumeBucketSize } from './volume-bucket-size.ts';

const MINUTES = 1440;
const settings = { per_day: 50, alpha: 0.05, min_sec: 5, max_sec: 7200 };

/** A trade a minute for a day and one that ends it; the last quarter of an hour at a pace of its own. */
const dayOf = (early: number, late: number) =>
  Array.from({ length: MINUTES + 1 }, (_, minute) =>
    trade(minute * 60_000, 'buy', minute < MINUTES - 15 ? early : late),
  );

describe('the clock of volume buckets', () => {
  it('is that of the catalogue check: 28,800 a day and 40 a minute give 576 in 864 s', () => {
    const early = (28_800 - 15 * 40) / (MINUTES - 15);
    const day = dayOf(early, 40);
    expect(day.map(volumeBucketClock.start(settings)).at(-1)).toBeCloseTo(864, 9);
    expect(day.map(volumeBucketSize.start(settings)).at(-1)).toBeCloseTo(576, 9);
  });

  it('stretches a bucket that would fill too fast', () => {
    const day = dayOf(1, 10_000);
    const slow = { ...settings, min_sec: 600 };
    const volume = MINUTES - 15 + 150_000;
    const expected = (1728 * (volume / MINUTES)) / 10_000;
    expect(day.map(volumeBucketClock.start(slow)).at(-1)).toBe(600);
    expect(day.map(volumeBucketSize.start(slow)).at(-1)).toBeCloseTo((volume / 50) * (600 / expected), 6);
  });

  it('takes as long as it may where nobody trades any more', () => {
    const run = volumeBucketClock.start(settings);
    for (const each of dayOf(1, 1)) run(each);
    expect(run(trade((MINUTES + 60) * 60_000, 'buy', 1))).toBe(7200);
  });

  it.each([
    ['per_day', { per_day: 0 }, 'buckets per day must be above zero, was 0'],
    ['alpha', { alpha: 2 }, 'alpha must be above 0 and at most 1, was 2'],
    ['max_sec', { max_sec: 1 }, 'was 5 to 1'],
  ])('refuses a wrong %s', (_name, wrong, message) => {
    expect(() => volumeBucketClock.start({ ...settings, ...wrong })).toThrow(message);
  });
});

const sample = Array.from({ length: MINUTES + 40 }, (_, i) => trade(i * 60_000, 'buy', 1 + (i % 5)));
describeFormulaContract(volumeBucketClock, settings, sample);
describeFormulaContract(volumeBucketSize, settings, sample);
