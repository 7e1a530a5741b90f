import { describe, expect, it } from 'vitest';
import { printAt } from '../fixtures/market-events.ts';
import { TradeLog } from '../trade-log.ts';
import { BigTrades } from './big-trades.ts';

function logOf(sizes: readonly number[]): TradeLog {
  const log = new TradeLog();
  for (const [at, lots] of sizes.entries())
    log.push(printAt(at * 1000, 1000 + at, lots, at % 2 ? 'buy' : 'sell'));
  return log;
}

describe('big trades', () => {
  const sizes = Array.from({ length: 400 }, (_, at) => (at % 100 === 50 ? 1000 : 10));

  it('are those at or above the quantile of the sizes before them, once 200 are known', () => {
    const big = new BigTrades(logOf(sizes), 0.95);
    big.catchUp();
    const found = big.between(0, Infinity, 100);
    expect(found.map(({ time, signedLots }) => [time / 1000, signedLots])).toEqual([
      [250, -1000],
      [350, -1000],
    ]);
    // The quantile is 10 lots, told as the upper edge of a bin at most 7.5 % higher.
    for (const { timesQuantile } of found) {
      expect(timesQuantile).toBeGreaterThan(93);
      expect(timesQuantile).toBeLessThanOrEqual(100);
    }
  });

  it('stay what they are when more trades come', () => {
    const log = logOf(sizes.slice(0, 300));
    const big = new BigTrades(log, 0.95);
    big.catchUp();
    const before = big.between(0, Infinity, 100);
    for (let at = 300; at < 600; at += 1) log.push(printAt(at * 1000, 1000, 5000));
    big.catchUp();
    expect(big.between(0, 300_000, 100)).toEqual(before);
  });

  it('are told within a time, the largest first to be kept and the oldest first in order', () => {
    const big = new BigTrades(logOf([...sizes.slice(0, 300), 2000, 300, 4000]), 0.5);
    big.catchUp();
    expect(big.between(299_000, 303_000, 2).map(({ signedLots }) => signedLots)).toEqual([-2000, -4000]);
    expect(big.between(300_000, 301_000, 5).map(({ signedLots }) => signedLots)).toEqual([-2000]);
  });
});
