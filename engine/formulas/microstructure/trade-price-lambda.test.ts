import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { wanderingTrades } from '../contract-tests/sample-inputs.ts';
import type { TradeTick } from '../formula.ts';
import { tradePriceLambda } from './trade-price-lambda.ts';

/** One trade in each second that moves the price by some bps with a signed notional in millions. */
function tapeOf(rows: readonly (readonly [millions: number, bps: number])[]): TradeTick[] {
  let price = 100;
  return rows.map(([millions, bps], i) => {
    price *= 1 + bps / 10_000;
    const sizeBase = (Math.abs(millions) * 1e6) / price;
    return { time: i * 1000, price, sizeBase, side: millions < 0 ? 'sell' : 'buy' };
  });
}

describe('Kyle lambda of trade prices', () => {
  const rows = [
    [1, 0.5],
    [-2, -1.2],
    [3, 1.4],
    [0, 0.1],
    [-1, -0.4],
  ] as const;

  it('gives the slope of the catalogue check of F115', () => {
    const run = tradePriceLambda.start({ step: 1, n: 5 });
    const values = tapeOf([[0, 0], ...rows, [0, 0]]).map(run);
    expect(values.at(-2)).not.toBe(values.at(-1));
    expect(values.at(-1)).toBeCloseTo(0.501351351351, 9);
  });

  it('adds up the trades of an interval and takes its last price', () => {
    const whole = tapeOf([[0, 0], ...rows, [0, 0]]);
    const halves = whole.flatMap((print, i) => [
      { ...print, price: print.price * (i % 2 === 0 ? 1 : 1 + 1e-9), sizeBase: print.sizeBase / 2 },
      { ...print, time: print.time + 500, sizeBase: print.sizeBase / 2 },
    ]);
    const run = tradePriceLambda.start({ step: 1, n: 5 });
    expect(halves.map(run).at(-1)).toBeCloseTo(0.501351351351, 6);
  });

  it('has no value while flow does not vary', () => {
    const steady = tapeOf(Array.from({ length: 20 }, () => [0, 1] as const));
    expect(steady.map(tradePriceLambda.start({ step: 1, n: 5 })).at(-1)).toBeUndefined();
  });

  it.each([
    [{ step: 0, n: 5 }, 'step must be above 0 s, was 0'],
    [{ step: 1, n: 2 }, 'n must be a whole number of at least 3, was 2'],
  ])('refuses %o', (params, message) => {
    expect(() => tradePriceLambda.start(params)).toThrow(message);
  });
});

describeFormulaContract(tradePriceLambda, { step: 1, n: 20 }, wanderingTrades(60, 1000));
