import { describe, expect, it } from 'vitest';
import { moneyFromDecimal, NO_MONEY } from '../../domain/units/money.ts';
import { unixMs } from '../../domain/units/time.ts';
import { summarizeDrift } from './drift-summary.ts';

const dayOf = (at: number, latency: string) => ({
  startsAt: unixMs(at),
  session: moneyFromDecimal(latency),
  other: NO_MONEY,
  parts: new Map([['latency', moneyFromDecimal(latency)] as const]),
});

describe('the mean of a part over days', () => {
  it('comes with the standard error of the mean', () => {
    const days = ['1', '2', '6'].map((latency, at) => dayOf(at, latency));
    // Mean 3; squares 4 + 1 + 9 = 14 over 2 is a variance of 7; its root over the root of 3.
    const [mean] = summarizeDrift(days);
    expect(mean).toMatchObject({ part: 'latency', mean: 3, days: 3 });
    expect(mean?.standardError).toBeCloseTo(Math.sqrt(7 / 3), 12);
  });

  it('has no error of one day, and there is no mean of none', () => {
    expect(summarizeDrift([dayOf(0, '-1.5')])).toEqual([
      { part: 'latency', mean: -1.5, standardError: undefined, days: 1 },
    ]);
    expect(summarizeDrift([])).toEqual([]);
  });
});
