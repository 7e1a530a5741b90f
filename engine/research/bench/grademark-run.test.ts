import { describe, expect, it } from 'vitest';
import { moneyToNumber } from '../../domain/units/money.ts';
import { runBarBacktest } from '../bar-backtest/bar-backtest.ts';
import { barFrame } from '../bar-backtest/bar-frame.ts';
import { SmaCross } from '../bar-backtest/sma-cross.ts';
import { perpetual, randomWalk } from './bars-to-run.ts';
import {
  averagedFrame,
  grademarkFrame,
  grademarkOn,
  grademarkWithWindows,
  netProfit,
} from './grademark-run.ts';

const settings = { fastBars: 5, slowBars: 12, lots: 100 };

describe('the bar backtest beside grademark', () => {
  it.each([1, 2, 3])('makes the same trades and the same profit after fees on walk %i', (seed) => {
    const rows = randomWalk(seed, 1500);
    const ours = runBarBacktest(barFrame(perpetual, 60_000, rows), new SmaCross(settings), {
      depositQuote: '100000',
      costs: { halfSpread: { kind: 'fixed', ticks: 0 }, impactCoefficient: 0 },
    });
    const theirs = grademarkWithWindows(grademarkFrame(rows), settings);
    expect(grademarkOn(averagedFrame(rows, settings))).toEqual(theirs);
    expect(theirs.length).toBeGreaterThan(20);
    expect(
      ours.trades.map(({ bought, openedAt, sold }) => [
        openedAt,
        // 0.1 BTC a trade.
        (moneyToNumber(bought) * 10).toFixed(4),
        (moneyToNumber(sold) * 10).toFixed(4),
      ]),
    ).toEqual(
      theirs.map(({ entryPrice, entryTime, exitPrice }) => [
        entryTime.getTime(),
        entryPrice.toFixed(4),
        exitPrice.toFixed(4),
      ]),
    );
    expect(moneyToNumber(ours.account.equity) - 100_000).toBeCloseTo(netProfit(theirs, 0.1, 550), 4);
  });
});
