import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { prices, wanderingPrices } from '../contract-tests/sample-inputs.ts';
import { bollingerBand } from './bollinger-band.ts';
import { bollingerWidth } from './bollinger-width.ts';

const closes = prices(10, 11, 12, 11, 13);

describe('Bollinger band width', () => {
  it('gives the bandwidth of the catalogue entry F169: mean 11.4, deviation sqrt(1.04)', () => {
    const value = closes.map(bollingerWidth.start({ window: 5, k: 2 })).at(-1);
    expect(value).toBeCloseTo((4 * Math.sqrt(1.04)) / 11.4, 14);
  });

  it('is exactly 0 where prices stand still, even after a wild one', () => {
    const run = bollingerWidth.start({ window: 4, k: 2 });
    const values = prices(1e9, 0.1, 0.1, 0.1, 0.1, 0.1).map(run);
    expect(values.slice(4)).toEqual([0, 0]);
  });
});

describe('the bands of a width', () => {
  it('do not swap sides', () => {
    expect(() => bollingerWidth.start({ window: 5, k: -2 })).toThrow(
      'k must be finite and not negative, was -2',
    );
  });
});

describe('Bollinger band', () => {
  it.each([
    ['upper', 2, 11.4 + 2 * Math.sqrt(1.04)],
    ['middle', 0, 11.4],
    ['lower', -2, 11.4 - 2 * Math.sqrt(1.04)],
  ])('draws the %s band with k = %d', (_band, k, expected) => {
    expect(closes.map(bollingerBand.start({ window: 5, k })).at(-1)).toBeCloseTo(expected, 12);
  });
});

describeFormulaContract(bollingerWidth, { window: 6, k: 2 }, prices(...wanderingPrices(40)));
describeFormulaContract(bollingerBand, { window: 6, k: 2 }, prices(...wanderingPrices(40)));
