import { describe, expect, it } from 'vitest';
import { StandardizedReturns } from './standardized-returns.ts';

const after = (...logReturns: number[]) => {
  const returns = new StandardizedReturns();
  let log = 0;
  return [returns.next(1), ...logReturns.map((each) => returns.next(Math.exp((log += each))))];
};

describe('standardized returns', () => {
  it('begin with a volatility of the first return itself', () => {
    expect(after(0.02)).toEqual([NaN, expect.closeTo(1, 12)]);
    expect(after(-0.02)[1]).toBeCloseTo(-1, 12);
  });

  it('count the newest square with a weight of 0.03', () => {
    const volatility = Math.sqrt(0.97 * 0.01 ** 2 + 0.03 * 0.03 ** 2);
    expect(after(0.01, -0.03)[2]).toBeCloseTo(-0.03 / volatility, 10);
  });

  it('are at most 5', () => {
    expect(after(0.0001, 0.1)[2]).toBe(5);
  });

  it('do not exist before a price has moved', () => {
    expect(after(0, 0, 0.01).slice(1)).toEqual([NaN, NaN, 5]);
  });
});
