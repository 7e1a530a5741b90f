import { describe, expect, it } from 'vitest';
import { RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { wanderingTrades } from '../contract-tests/sample-inputs.ts';
import type { TradeTick } from '../formula.ts';
import { hasbrouckSqrtLambda, slopeThroughOrigin } from './hasbrouck-sqrt-lambda.ts';

const at = (time: number, side: 'buy' | 'sell', price: number, notional: number): TradeTick => ({
  time,
  side,
  price,
  sizeBase: notional / price,
});

describe('the square-root lambda of Hasbrouck', () => {
  it('gives the number of the catalogue check', () => {
    const products = new RollingCrossProducts(2, 3);
    for (const row of [
      [10, 0.001],
      [-15, -0.002],
      [12, 0.0015],
    ])
      products.push(row);
    expect(slopeThroughOrigin(products)).toBeCloseTo(0.000123667377399, 13);
  });

  it('adds up signed roots of notional within a bar', () => {
    // Bars of one second: the first gives a price, then buys of 900 and 100 (30 + 10) lift it by 4 %, a sell
    // of 400 (-20) lowers it by 2 %. Sum of products over squares: (40 * 0.04 + 20 * 0.02) / (1600 + 400).
    const run = hasbrouckSqrtLambda.start({ n: 8, bar: 1, notional: 10_000 });
    const [first, second, third] = [100, 100 * Math.exp(0.04), 100 * Math.exp(0.02)];
    const values = [
      at(500, 'buy', first, 100),
      at(1100, 'buy', second, 900),
      at(1200, 'buy', second, 100),
      at(2500, 'sell', third, 400),
      at(3000, 'buy', third, 1),
    ].map(run);
    expect(values.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
    expect(values[4]).toBeCloseTo(0.001, 12);
    // 0.001 * sqrt(10000) = 0.1
    expect(readingOf(run, 'cost')).toBeCloseTo(1000, 8);
    // The median of bars of 1000 and 400 over 20.
    expect(readingOf(run, 'largeFrom')).toBeCloseTo(35, 9);
  });

  it('costs nothing where buying goes with falling prices', () => {
    const run = hasbrouckSqrtLambda.start({ n: 4, bar: 1, notional: 100 });
    const value = [
      at(0, 'buy', 100, 1),
      at(1000, 'buy', 99, 1),
      at(2000, 'buy', 98, 1),
      at(3000, 'buy', 97, 1),
    ]
      .map(run)
      .at(-1);
    expect(value).toBeLessThan(0);
    expect(readingOf(run, 'cost')).toBe(0);
  });
});

describeFormulaContract(hasbrouckSqrtLambda, { n: 8, bar: 1, notional: 1000 }, wanderingTrades(60, 400));
