import { describe, expect, it } from 'vitest';
import type { Outcome } from '../domain/session/outcome.ts';
import { addMoney, moneyFromDecimal } from '../domain/units/money.ts';
import { tradingHistory, type TradingHistory } from '../journal/fixtures/trading-history.ts';
import { buildReport } from './build-report.ts';
import { PAPER, withJournal } from './fixtures/reported-journal.ts';
import { reportTables } from './report-tables.ts';
import { dailyReturns } from './statistics/daily-returns.ts';

/** A session after whose trades more was told. */
function withMore(told: (history: TradingHistory) => readonly Outcome[]): TradingHistory {
  const history = tradingHistory({ seed: 3, trades: 4, days: 1 });
  const last = history.outcomes.at(-1);
  if (!last) throw new Error('a history must hold outcomes');
  const more = told(history).map((outcome, index) => ({
    ...last,
    sequence: last.sequence + 1 + index,
    index: 0,
    outcome,
  }));
  return { ...history, outcomes: [...history.outcomes, ...more] };
}

const report = (history: TradingHistory) => withJournal([history], (journal) => buildReport(journal, PAPER));

const moved =
  (amount: string): ((history: TradingHistory) => readonly Outcome[]) =>
  ({ account }) => {
    const [transferId, time] = ['t1', account.time];
    const transfer = {
      transferId,
      time,
      amount: moneyFromDecimal(amount),
      reason: 'told',
      detail: 'IN',
    } as const;
    const deposits = addMoney(account.deposits, transfer.amount);
    const equity = addMoney(account.equity, transfer.amount);
    const peakEquity = addMoney(account.peakEquity, transfer.amount);
    return [
      { kind: 'cash-transferred', transfer },
      { kind: 'account', account: { ...account, deposits, equity, peakEquity } },
    ];
  };

describe('money that was moved', () => {
  it.each(['2500', '-1234.56789'])(
    'of %s is shown, adds up, and is in no gain, fall or curve',
    async (amount) => {
      const plain = await report(withMore(() => []));
      const found = await report(withMore(moved(amount)));
      const text = `${moneyFromDecimal(amount) < 0n ? '-' : ''}${amount.replace('-', '')}`;
      expect(Number(found.totals.transferred)).toBe(Number(text));
      // Nobody is told that what the report lists is not in it.
      expect(found.caveats.join(' ')).not.toMatch(/transfers are not|transfers,/);
      expect(Number(found.totals.closingEquity)).toBeCloseTo(
        Number(plain.totals.closingEquity) + Number(text),
        7,
      );
      expect({ ...found.totals, transferred: '', closingEquity: '' }).toEqual({
        ...plain.totals,
        transferred: '',
        closingEquity: '',
      });
      for (const { difference } of found.checks) expect(difference).toBe('0.00000000');
      expect(found.curve.at(-1)?.equity).toBe(plain.curve.at(-1)?.equity);
      expect(found.statistics).toEqual(plain.statistics);
      const table = reportTables(found).find(({ title }) => title === 'Put in and taken out (USDT)');
      expect(table?.rows).toHaveLength(1);
      expect(reportTables(plain).map(({ title }) => title)).not.toContain('Put in and taken out (USDT)');
    },
  );

  it('is what later returns are counted against, part by part of the day it was moved on', () => {
    const at = (day: number, hour: number, equity: number, put = 0) => ({
      time: day * 86_400_000 + hour * 3_600_000,
      equity: BigInt(equity),
      peak: 0n,
      drawdown: 0n,
      ...(put === 0 ? {} : { moved: BigInt(put) }),
    });
    // 100 to 110; then 110 more are put in, so 220, of which 22 are gained on the same day and 24.2 lost on the next.
    const returns = dailyReturns([
      at(1, 0, 100),
      at(1, 1, 110),
      at(1, 2, 110, 110),
      at(1, 3, 132, 110),
      at(2, 1, 108, 110),
    ]);
    expect(returns?.map((each) => Number(each.toFixed(6)))).toEqual([0.21, -0.099174]);
    expect(dailyReturns([at(1, 0, 100), at(1, 1, 100, -100), at(1, 2, 101, -100)])).toBeUndefined();
  });
});

describe('entries that rested', () => {
  const ended = (filledLots: number): Outcome => ({
    kind: 'maker-order-ended',
    strategyId: 'fade',
    orderId: 'o',
    instrument: 'x',
    askedLots: 10,
    filledLots,
  });
  const fill = (waitedMs: number, adverseBps: readonly (number | null)[]): Outcome => ({
    kind: 'maker-fill-measured',
    strategyId: 'fade',
    orderId: 'o',
    instrument: 'x',
    lots: 5,
    waitedMs,
    adverseBps,
  });

  it('are shown with how sure each number is', async () => {
    const told = [
      ended(10),
      ended(10),
      ended(4),
      ended(0),
      fill(1000, [1, 2, null]),
      fill(3000, [3, 2, -1.5]),
    ];
    const { makers } = await report(withMore(() => told));
    // Wilson for 2 of 4 with z = 1.959964: center 0.5, reach 0.3499945. Means of 1 and 3: 2, error √2/√2 = 1.
    expect(makers).toEqual([
      {
        strategyId: 'fade',
        orders: 4,
        filledWhole: '50.0 %',
        filledWholeRange: '15.0 % to 85.0 %',
        filledLots: '60.0 %',
        fills: 2,
        secondsToFill: '2.000 ± 1.000 (2)',
        adverseBps: ['2.000 ± 1.000 (2)', '2.000 ± 0.000 (2)', '-1.500 (1)'],
      },
    ]);
  });

  it('are left out where nothing rested', async () => {
    const found = await report(withMore(() => []));
    expect(found.makers).toEqual([]);
    expect(reportTables(found).map(({ title }) => title)).not.toContain('Entries that rested first');
  });
});
