import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printAt } from '../fixtures/market-events.ts';
import { TradeLog } from '../trade-log.ts';
import { TradedPricesKeeper } from './traded-prices.ts';
import { tradedSpans } from './traded-spans.ts';

const logOf = (...prints: readonly Readonly<Parameters<typeof printAt>>[]) => {
  const log = new TradeLog();
  for (const print of prints) log.push(printAt(...print));
  return log;
};

describe('what was traded at each price', () => {
  it('adds buys and sells and tells only prices that changed', () => {
    const log = logOf([1, 100, 2, 'buy'], [2, 101, 3, 'sell']);
    const keeper = new TradedPricesKeeper(log);
    expect(keeper.takeChanged()).toEqual([100, 101]);
    log.push(printAt(3, 101, 4, 'buy'));
    expect(keeper.takeChanged()).toEqual([101]);
    expect(keeper.takeChanged()).toEqual([]);
    expect([...keeper.prices()]).toEqual([
      [100, { boughtLots: 2, soldLots: 0 }],
      [101, { boughtLots: 4, soldLots: 3 }],
    ]);
  });

  it('loses no lot, by price and by span', () => {
    const trade = fc.tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom('buy' as const, 'sell' as const),
    );
    fc.assert(
      fc.property(fc.array(trade), (trades) => {
        const log = logOf(...trades.map(([ticks, lots, side], at) => [10 * at, ticks, lots, side] as const));
        const lots = (side: string) =>
          trades.reduce((sum, [, size, each]) => sum + (each === side ? size : 0), 0);
        const prices = [...new TradedPricesKeeper(log).prices().values()];
        const spans = [...tradedSpans(log, 100, { fromMs: 0, toMs: Infinity }).values()];
        for (const parts of [prices, spans]) {
          expect(parts.reduce((sum, { boughtLots }) => sum + boughtLots, 0)).toBe(lots('buy'));
          expect(parts.reduce((sum, { soldLots }) => sum + soldLots, 0)).toBe(lots('sell'));
        }
      }),
    );
  });

  it('takes the trades of a span from its begin up to, not including, its end', () => {
    const log = logOf([99, 10, 1], [100, 20, 2], [199, 30, 4], [200, 40, 8]);
    expect([...tradedSpans(log, 100, { fromMs: 100, toMs: 200 })]).toEqual([
      [1, { boughtLots: 6, boughtLotTicks: 2 * 20 + 4 * 30, soldLots: 0, soldLotTicks: 0 }],
    ]);
  });
});
