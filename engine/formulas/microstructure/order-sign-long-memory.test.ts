import { describe, expect, it } from 'vitest';
import { RecentValues } from '../../numerics/recent-values.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { trade, wanderingTrades } from '../contract-tests/sample-inputs.ts';
import { expectedSign, memoryOf, orderSignLongMemory } from './order-sign-long-memory.ts';

const signed = (...signs: (1 | -1)[]) => signs.map((sign, i) => trade(i, sign > 0 ? 'buy' : 'sell', 1));

describe('the long memory of order signs', () => {
  it('gives the numbers of the catalogue check', () => {
    expect(memoryOf(0.25, 0.45)).toBeCloseTo(0.2, 14);
    const signs = new RecentValues(4);
    for (const sign of [1, -1, 1, 1]) signs.push(sign);
    // 0.2 + 0.08 - 0.048 + 0.0336
    expect(expectedSign(0.2, signs)).toBeCloseTo(0.2656, 12);
  });

  it('expects more of what came in runs', () => {
    const run = orderSignLongMemory.start({ window: 40, L: 8, max_d: 0.45 });
    const runs = [1, 1, 1, 1, 1, -1, -1, -1, -1, -1] as const;
    const value =
      signed(...runs, ...runs, ...runs, 1, 1, 1)
        .map(run)
        .at(-1) ?? NaN;
    expect(value).toBeGreaterThan(0.2);
    expect(readingOf(run, 'signal')).toBeCloseTo(2 * value, 12);
    expect(readingOf(run, 'confidence')).toBe(value);
    expect(readingOf(run, 'buyProbability')).toBeCloseTo((1 + value) / 2, 12);
  });

  it('expects nothing of signs that take turns', () => {
    const run = orderSignLongMemory.start({ window: 20, L: 4, max_d: 0.45 });
    expect(signed(1, -1, 1, -1, 1, -1, 1, -1).map(run).at(-1)).toBe(0);
    expect(readingOf(run, 'memory')).toBe(0);
  });

  it('takes prints of one millisecond and side for one order', () => {
    const runs = signed(1, 1, -1, -1, 1, 1, -1, -1, 1, 1);
    const split = runs.flatMap((print) => [print, print, print]);
    const start = () => orderSignLongMemory.start({ window: 20, L: 4, max_d: 0.45 });
    expect(split.map(start()).filter((_, i) => i % 3 === 2)).toEqual(runs.map(start()));
  });
});

describeFormulaContract(orderSignLongMemory, { window: 20, L: 5, max_d: 0.45 }, wanderingTrades(60, 150));
