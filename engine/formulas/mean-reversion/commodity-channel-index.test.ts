import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { commodityChannelIndex } from './commodity-channel-index.ts';

const typical = (...prices: number[]) =>
  bars(...prices.map((price): [number, number, number] => [price + 1, price - 1, price]));

describe('the commodity channel index', () => {
  it('gives the number of the catalogue check: 2.4 over 0.015 times 1.12', () => {
    const run = commodityChannelIndex.start({ n: 5 });
    expect(typical(10, 11, 12, 11, 14).map(run).at(-1)).toBeCloseTo(142.857142857, 9);
    expect(run.readings?.['signal']?.()).toBeCloseTo(-0.714285714286, 11);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(0.428571428571, 11);
  });

  it('leans nowhere inside the usual hundred', () => {
    const run = commodityChannelIndex.start({ n: 5 });
    expect(typical(10, 14, 10, 14, 13).map(run).at(-1)).toBeLessThan(100);
    expect([run.readings?.['signal']?.(), run.readings?.['confidence']?.()]).toEqual([0, 0]);
  });

  it('is 0 where nothing deviates but by rounding', () => {
    const lastOf = (price: number, n: number) =>
      typical(...Array.from({ length: 3 * n }, () => price))
        .map(commodityChannelIndex.start({ n }))
        .at(-1);
    expect(lastOf(100.1, 3)).toBe(0);
    expect(lastOf(64_123.4, 20)).toBe(0);
  });
});

describeFormulaContract(commodityChannelIndex, { n: 8 }, walkBars(65, 40), {
  forgets: { after: 8, within: 1e-12 },
});
