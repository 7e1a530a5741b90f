import { describe, expect, it } from 'vitest';
import { totalVariationFit } from '../../numerics/total-variation.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { totalVariationLevel } from './total-variation-level.ts';

describe('the level of total variation', () => {
  const noise = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 0.001 : -0.001));

  it('has the blocks of the catalogue check', () => {
    [...totalVariationFit(Float64Array.of(1, 2, 10, 11), 1)].forEach((each, i) =>
      expect(each).toBeCloseTo([2, 2, 10, 10][i] ?? NaN, 9),
    );
  });

  it('follows a fresh step', () => {
    const run = totalVariationLevel.start({ n: 30, lam: 1 });
    const value = barsOfReturns([...noise, 0.05, 0])
      .map(run)
      .at(-1);
    expect(value).toBeGreaterThan(0.02);
    expect(run.readings?.['age']?.()).toBe(2);
    expect(run.readings?.['signal']?.()).toBeGreaterThan(0.5);
  });

  it('leans back to a level it has stood on', () => {
    const run = totalVariationLevel.start({ n: 30, lam: 3 });
    const value = barsOfReturns([...noise, 0.001])
      .map(run)
      .at(-1);
    expect(value).toBe(0);
    expect(run.readings?.['age']?.()).toBe(30);
    expect(run.readings?.['offLevel']?.()).toBeGreaterThan(0);
    expect(run.readings?.['signal']?.()).toBeLessThan(0);
  });
});

describeFormulaContract(totalVariationLevel, { n: 30, lam: 1 }, walkBars(84, 70));
