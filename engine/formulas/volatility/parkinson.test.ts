import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { parkinson } from './parkinson.ts';

describe('Parkinson volatility', () => {
  it('gives the number of the catalogue check', () => {
    const value = bars([110, 100, 100], [105, 100, 100])
      .map(parkinson.start({ n: 2 }))
      .at(-1);
    expect(value).toBeCloseTo(0.0454694848716, 12);
    expect(value).toBeCloseTo(Math.sqrt((Math.log(1.1) ** 2 + Math.log(1.05) ** 2) / 2 / (4 * Math.LN2)), 14);
  });

  it('compares ranges with closes where closes moved', () => {
    const run = parkinson.start({ n: 2 });
    bars([101, 99, 100], [104, 99, 103], [104, 98, 100]).forEach(run);
    const ranges = (Math.log(104 / 99) ** 2 + Math.log(104 / 98) ** 2) / 2 / (4 * Math.LN2);
    expect(run.readings?.['rangeRatio']?.()).toBeCloseTo(Math.sqrt(ranges) / Math.log(1.03), 12);
  });
});

describeFormulaContract(parkinson, { n: 10 }, walkBars(4, 40), { forgets: { after: 11, within: 1e-12 } });
