import { describe, expect, it } from 'vitest';
import { btc, printAt } from '../fixtures/market-events.ts';
import { TpoProfile } from './tpo-profile.ts';

const HALF_HOUR = 1_800_000;

/** Periods with their lowest and highest tick, from 10:00 on. */
function profileOf(
  ...periods: readonly (readonly [period: number, low: number, high: number])[]
): TpoProfile {
  const profile = new TpoProfile(btc, 1);
  for (const [period, low, high] of periods) {
    profile.add(printAt((20 + period) * HALF_HOUR, low));
    profile.add(printAt((20 + period) * HALF_HOUR + 1000, high));
  }
  return profile;
}

describe('a TPO profile', () => {
  const profile = profileOf([0, 1000, 1002], [1, 1001, 1003], [2, 1002, 1005]);

  it('marks every row between the lowest and the highest price of a period', () => {
    expect(profile.rows()).toEqual([
      { ticks: 1000, periods: [0] },
      { ticks: 1001, periods: [0, 1] },
      { ticks: 1002, periods: [0, 1, 2] },
      { ticks: 1003, periods: [1, 2] },
      { ticks: 1004, periods: [2] },
      { ticks: 1005, periods: [2] },
    ]);
  });

  it('finds value by time: 3, 2 and 2 of 10 marks', () => {
    expect(profile.reading()).toEqual({
      pointOfControl: 100.2,
      valueAreaLow: 100.1,
      valueAreaHigh: 100.3,
      valueShare: 0.7,
      highNodes: [100.2],
      lowNodes: [],
      initialBalanceLow: 100,
      initialBalanceHigh: 100.3,
      singlePrints: [1000, 1004, 1005],
    });
  });

  it('counts a period without a trade, which marks nothing', () => {
    const gap = profileOf([0, 1000, 1000], [3, 1000, 1001]);
    expect(gap.rows().map(({ periods }) => periods)).toEqual([[0, 3], [3]]);
    expect(gap.reading()).toMatchObject({ initialBalanceLow: 100, initialBalanceHigh: 100 });
  });

  it('does not mark a jump between two periods', () => {
    expect(profileOf([0, 1000, 1000], [1, 1002, 1002]).rows()[1]).toEqual({ ticks: 1001, periods: [] });
  });

  it('says nothing before the first trade and after it was cleared', () => {
    const cleared = profileOf([0, 1000, 1002]);
    cleared.clear();
    expect([cleared.reading(), cleared.rows()]).toEqual([undefined, []]);
  });

  it.each([
    [0, 1000, 'ticks per row must be a whole number of at least 1, was 0'],
    [1, 0, 'a period in ms must be a whole number of at least 1, was 0'],
  ])('refuses rows of %d ticks and periods of %d ms', (rowTicks, periodMs, message) => {
    expect(() => new TpoProfile(btc, rowTicks, periodMs)).toThrow(message);
  });
});
