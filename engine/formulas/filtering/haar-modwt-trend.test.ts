import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { HaarScales, haarModwtTrend } from './haar-modwt-trend.ts';

describe('the Haar scales', () => {
  it('give the numbers of the catalogue check and add up to the value', () => {
    const scales = new HaarScales(3);
    const details = [1, 3, 2, 6, 4, 8, 7, 9].map((value) => [...(scales.push(value) ?? [])]).at(-1);
    expect(details).toEqual([1, 1, 2]);
    expect(scales.smooth).toBe(5);
  });

  it('all point up where the price only rises', () => {
    const run = haarModwtTrend.start({ J: 3, n: 20 });
    const value =
      barsOfReturns(Array.from({ length: 40 }, () => 0.01))
        .map(run)
        .at(-1) ?? 0;
    expect(value).toBeCloseTo(Math.tanh(1), 9);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(value, 12);
    // Details of 0.5, 1 and 2 hundredths: one part of twenty-one is in the finest.
    expect(run.readings?.['finestShare']?.()).toBeCloseTo(1 / 21, 9);
  });
});

describeFormulaContract(haarModwtTrend, { J: 3, n: 20 }, walkBars(72, 60), {
  forgets: { after: 30, within: 1e-9 },
});
