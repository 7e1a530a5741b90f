import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { wanderingPrices } from '../../contract-tests/sample-inputs.ts';
import { told } from '../../contract-tests/told-series.ts';
import { noArbitrageRatio, perpetualNoArbitragePrice } from './perpetual-no-arbitrage-price.ts';

const { defaults } = perpetualNoArbitragePrice;
const prices = (time: number, index: number, mark: number) =>
  told(time, { 'derivative.index-price': index, 'derivative.mark-price': mark });

describe('the price of the perpetual without arbitrage', () => {
  it('has the values of the catalogue check', () => {
    const run = perpetualNoArbitragePrice.start(defaults);
    expect(prices(0, 100_000, 100_150).map(run).at(-1)).toBeCloseTo(0.00146234577615, 12);
    expect(run.readings?.['fairPrice']?.()).toBeCloseTo(100_003.653101, 6);
    // Dear by 14.6 bps, 5 of them inside the band: short, at 9.6 of 20.
    expect(run.readings?.['signal']?.()).toBeCloseTo(-0.481172888075, 9);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(0.29246915523, 9);
  });

  it('leans long where the perpetual is cheap, and not at all inside the band', () => {
    const signal = (mark: number) => {
      const run = perpetualNoArbitragePrice.start(defaults);
      prices(0, 100_000, mark).forEach((step) => run(step));
      return run.readings?.['signal']?.();
    };
    expect(signal(99_000)).toBe(1);
    expect(signal(100_040)).toBeCloseTo(0, 12);
  });

  it('has no value while a price is stale', () => {
    const run = perpetualNoArbitragePrice.start(defaults);
    prices(0, 100, 100).forEach((step) => run(step));
    expect(told(120_001, { 'derivative.mark-price': 100 }).map(run)).toEqual([undefined]);
  });

  it('exists only while funding pulls harder than interest', () => {
    expect(noArbitrageRatio({ iota: 0, kappa: 1095, r_base: 0, r_quote: 0.04 })).toBeCloseTo(
      1095 / 1094.96,
      12,
    );
    expect(() => perpetualNoArbitragePrice.start({ ...defaults, kappa: 0.04 })).toThrow(
      'kappa + r_base - r_quote must be above zero, was 0',
    );
  });
});

describeFormulaContract(
  perpetualNoArbitragePrice,
  defaults,
  wanderingPrices(40).flatMap((price, i) => prices(i * 1000, price, price * (1 + 0.001 * Math.sin(i)))),
);
