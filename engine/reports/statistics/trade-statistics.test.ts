import { describe, expect, it } from 'vitest';
import type { ClosedTrade } from '../../domain/portfolio/closed-trade.ts';
import { money, NO_MONEY } from '../../domain/units/money.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { EquityPoint } from '../equity-curve.ts';
import { finished } from '../build-report.ts';
import { missingFor } from './statistics-input.ts';
import { tradeStatistics } from './trade-statistics.ts';

const DAY_MS = 86_400_000;

function tradesOf(results: readonly number[]): readonly ClosedTrade[] {
  return results.map((net, index) => ({
    tradeId: `t${index}`,
    runId: 'r',
    instrument: 'i',
    direction: 'long',
    openedAt: unixMs(0),
    closedAt: unixMs(index),
    maxLots: 1,
    bought: NO_MONEY,
    sold: NO_MONEY,
    fees: NO_MONEY,
    funding: NO_MONEY,
    netPnl: money(BigInt(Math.round(net * 1e8))),
  }));
}

/** Equity of 100 units at the end of each day, plus what is given. */
const curveOf = (gains: readonly number[]): readonly EquityPoint[] =>
  gains.map((gain, day) => {
    const equity = BigInt(Math.round((100 + gain) * 1e8));
    return { time: day * DAY_MS, equity, peak: equity, drawdown: 0n };
  });

const statisticsOf = (results: readonly number[], gains: readonly number[]) =>
  new Map(
    finished(
      tradeStatistics({ trades: tradesOf(results), curve: curveOf(gains), currency: 'USDT', seed: 1 }),
    ).map((statistic) => [statistic.name.split(' (')[0], statistic]),
  );

const alternating = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => (index % 3 === 0 ? -1 : 2));

describe('trade statistics', () => {
  it('give the win rate with its Wilson interval', () => {
    // 4 of 10: center (0.4 + 1.9208/10) / 1.38415 = 0.42777, reach 0.25961.
    const winRate = statisticsOf([1, 1, 1, 1, -1, -1, -1, -1, -1, 0], [0, 1]).get('Win rate');
    expect(winRate).toEqual({
      name: 'Win rate',
      value: '40.00 %',
      low: '16.82 %',
      high: '68.73 %',
      method: 'Wilson',
    });
  });

  it('average exactly and round half to even', () => {
    const average = statisticsOf([0.0001, 0.0002], [0]).get('Average net per trade');
    expect(average?.value).toBe('0.0002');
    expect(average?.method).toBe('no interval: 10 values are needed, there are 2');
  });

  it('put the average inside its bootstrap interval, the same every time', () => {
    const first = statisticsOf(alternating(60), [0, 1]).get('Average net per trade');
    expect(first).toEqual(statisticsOf(alternating(60), [0, 1]).get('Average net per trade'));
    expect(first?.value).toBe('1.0000');
    expect(Number(first?.low)).toBeLessThan(1);
    expect(Number(first?.high)).toBeGreaterThan(1);
    expect(first?.method).toContain('stationary bootstrap, 2000 resamples');
  });

  it('find the deepest fall of the sum of trades', () => {
    // Sums 3, 1, 0, 4, 2: the fall from 3 to 0 is the deepest.
    expect(statisticsOf([3, -2, -1, 4, -2], [0]).get('Deepest fall of the sum of closed trades')?.value).toBe(
      '3.0000',
    );
  });

  it('divide gains by losses once there is enough', () => {
    const days = alternating(20);
    expect(statisticsOf(alternating(30), days).get('Profit factor')?.value).toBe('4.0000');
    const noLoss = Array.from({ length: 30 }, () => 1);
    expect(statisticsOf(noLoss, days).get('Profit factor')?.missing).toBe('undefined: no trade has lost');
  });

  it('scale the Sharpe ratio of daily returns to 365 days', () => {
    // Returns 0 on the first day, then +1 % and back in turn.
    const gains = Array.from({ length: 21 }, (_, day) => day % 2);
    const returns = gains.map((gain, day) =>
      day === 0 ? 0 : (100 + gain) / (100 + (gains[day - 1] ?? 0)) - 1,
    );
    const mean = returns.reduce((sum, value) => sum + value, 0) / 21;
    const variance = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 20;
    const expected = (mean / Math.sqrt(variance)) * Math.sqrt(365);
    expect(statisticsOf(alternating(30), gains).get('Sharpe ratio')?.value).toBe(expected.toFixed(3));
  });

  it('tell what a track record is asked for, each with its interval', () => {
    // Losses of 1 and gains of 2: one loss, two gains and so on, thirty trades. Equity goes up and down by a unit.
    const gains = Array.from({ length: 21 }, (_, day) => day % 2);
    const found = statisticsOf(alternating(30), gains);
    expect(found.get('Payoff')).toMatchObject({ value: '2.0000', low: '2.0000', high: '2.0000' });
    // Mean 1, sample deviation sqrt(60 / 29): sqrt(30) / 1.43839 = 3.808.
    expect(found.get('System quality')?.value).toBe('3.808');
    expect(found.get('Longest run of losses')?.value).toBe('1');
    // From 101 back to 100.
    expect(found.get('Deepest drawdown of daily equity')).toMatchObject({
      value: '-0.99 %',
      high: '-0.99 %',
    });
    expect(found.get('Longest time under water')?.value).toBe('1');
    for (const name of ['Growth a year', 'Volatility a year', 'Sortino ratio', 'Calmar ratio'])
      expect(found.get(name)?.method).toContain('stationary bootstrap');
    const risen = statisticsOf(
      alternating(30),
      gains.map((_, day) => day),
    );
    expect(risen.get('Sortino ratio')?.missing).toBe('undefined: no day has lost');
  });

  it.each([
    [29, 15, '1 more trade needed'],
    [30, 13, '1 more day needed'],
    [10, 5, '20 more trades and 9 more days needed'],
    [30, 14, undefined],
  ])('of %d trades in %d days say what is missing: %s', (trades, days, missing) => {
    expect(missingFor(tradesOf(alternating(trades)), curveOf(alternating(days + 1)))).toBe(missing);
  });

  it('say so while no trade has closed', () => {
    const statistics = [...statisticsOf([], [0]).values()];
    expect(statistics).toHaveLength(14);
    expect(statistics.every(({ value }) => value === undefined)).toBe(true);
    expect(statistics.map(({ missing }) => missing)).not.toContain(undefined);
  });
});
