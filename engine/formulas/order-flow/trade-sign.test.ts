import { describe, expect, it } from 'vitest';
import { LeeReadyRule, TickRule } from './trade-sign.ts';

describe('the tick rule', () => {
  it('follows the last change of price', () => {
    const rule = new TickRule();
    expect([10, 10, 11, 11, 9, 9, 10].map((price) => rule.push(price))).toEqual([0, 0, 1, 1, -1, -1, 1]);
  });
});

describe('the rule of Lee and Ready', () => {
  it('gives the numbers of the catalogue check of F101', () => {
    const rule = new LeeReadyRule();
    const trades = [
      [100.1, 100],
      [100, 100],
      [99.9, 100],
      [99.9, 99.9],
      [100, 100],
    ] as const;
    expect(trades.map(([price, mid]) => rule.push(price, mid))).toEqual([1, -1, -1, -1, 1]);
  });
});
