import { describe, expect, it } from 'vitest';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bowleyQuantileSkewness, bowleySkewness } from './bowley-quantile-skewness.ts';

const { defaults } = bowleyQuantileSkewness;

describe('quartile skewness', () => {
  it('gives the number of the catalogue check', () => {
    const window = new SortedWindow(5);
    [16, 1, 8, 2, 4].forEach((value) => window.push(value));
    expect(bowleySkewness(window)).toBeCloseTo(1 / 3, 12);
  });

  it('leans against a long upper side', () => {
    const run = bowleyQuantileSkewness.start({ ...defaults, n: 5 });
    const value =
      barsOfReturns([16, 1, 8, 2, 4].map((each) => each / 1000))
        .map(run)
        .at(-1) ?? NaN;
    expect(value).toBeCloseTo(1 / 3, 9);
    expect(run.readings?.['signal']?.()).toBeCloseTo(-Math.tanh(2 / 3), 9);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(Math.sqrt(5) / 12, 9);
  });

  it('is 0 where the quartiles are one', () => {
    const run = bowleyQuantileSkewness.start({ ...defaults, n: 5 });
    expect(barsOfReturns([0, 0, 0, 0, 0.1]).map(run).at(-1)).toBe(0);
  });
});

describeFormulaContract(bowleyQuantileSkewness, { ...defaults, n: 12 }, walkBars(20, 30));
