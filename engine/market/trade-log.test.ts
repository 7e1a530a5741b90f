import { expect, test } from 'vitest';
import { lots } from '../domain/units/lots.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { TradeLog } from './trade-log.ts';

function logOf(count: number): TradeLog {
  const log = new TradeLog();
  for (let at = 0; at < count; at += 1) {
    const time = unixMs(1000 + Math.floor(at / 2));
    log.push({
      kind: 'trade',
      instrument: 'test:A/B' as never,
      time,
      venueTime: unixMs(time - 3),
      ticks: ticks(100 + at),
      lots: lots(at + 1),
      aggressor: at % 2 === 0 ? 'buy' : 'sell',
      tradeId: String(at),
    });
  }
  return log;
}

test('trades come back in order with the side in the sign', () => {
  const seen: number[][] = [];
  logOf(3).each(1, (...trade) => seen.push(trade));
  expect(seen).toEqual([
    [1000, 101, -2, 997],
    [1001, 102, 3, 998],
  ]);
});

test('reading stops before the place it is told to', () => {
  const seen: number[] = [];
  logOf(40_000).each(16_382, (_time, price) => seen.push(price), 16_386);
  expect(seen).toEqual([16_482, 16_483, 16_484, 16_485]);
  logOf(3).each(3, () => seen.push(0), 9);
  expect(seen).toHaveLength(4);
});

test('reading goes on over the border of a chunk', () => {
  const log = logOf(40_000);
  let next = 16_380;
  log.each(next, (_time, price) => {
    expect(price).toBe(100 + next);
    next += 1;
  });
  expect(next).toBe(40_000);
});

test('a place is found by time, at the first of equal times', () => {
  const log = logOf(40_000);
  expect(log.placeAt(0)).toBe(0);
  expect(log.placeAt(1001)).toBe(2);
  expect(log.placeAt(1000 + 10_000)).toBe(20_000);
  expect(log.placeAt(1e12)).toBe(40_000);
});
