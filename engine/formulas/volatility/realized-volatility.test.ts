import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { prices, wanderingPrices } from '../contract-tests/sample-inputs.ts';
import { bipowerVariation } from './bipower-variation.ts';
import { realizedVolatility } from './realized-volatility.ts';

/** Closes whose log returns are 0.03, -0.04 and 0.12. */
const closes = prices(...[0, 0.03, -0.01, 0.11].map((logPrice) => 100 * Math.exp(logPrice)));

describe('realized volatility', () => {
  it('is the root of the sum of the squared log returns', () => {
    const values = closes.map(realizedVolatility.start({ window: 2 }));
    expect(values.slice(0, 2)).toEqual([undefined, undefined]);
    expect(values[2]).toBeCloseTo(0.05, 12);
    expect(values[3]).toBeCloseTo(Math.hypot(0.04, 0.12), 12);
  });
});

describe('bipower variation', () => {
  it('is pi / 2 times the products of neighboring returns inside the window', () => {
    const values = closes.map(bipowerVariation.start({ window: 3 }));
    expect(values.slice(0, 3)).toEqual([undefined, undefined, undefined]);
    expect(values[3]).toBeCloseTo((Math.PI / 2) * (0.03 * 0.04 + 0.04 * 0.12), 14);
  });

  it('needs at least two returns', () => {
    expect(() => bipowerVariation.start({ window: 1 })).toThrow('at least 1, was 0');
  });
});

describeFormulaContract(realizedVolatility, { window: 10 }, prices(...wanderingPrices(40)));
describeFormulaContract(bipowerVariation, { window: 10 }, prices(...wanderingPrices(40)));
