import { describe, expect, it } from 'vitest';
import { mutualInformation } from '../../numerics/mutual-information.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { mutualInformationLag1 } from './mutual-information-lag1.ts';

const { defaults } = mutualInformationLag1;

describe('what one return says about the next', () => {
  it('gives the number of the catalogue check', () => {
    expect(mutualInformation([4, 1, 1, 4], 2)).toBeCloseTo(0.192744757022, 11);
  });

  it('is all where returns alternate, whichever way that is', () => {
    const run = mutualInformationLag1.start({ n: 41, bins: 2, k: 1 });
    const values = barsOfReturns(Array.from({ length: 41 }, (_, i) => (i % 2 === 0 ? -0.001 : 0.001))).map(
      run,
    );
    expect(values.at(-1)).toBeCloseTo(Math.LN2, 12);
    expect(run.readings?.['gate']?.()).toBeCloseTo(1, 6);
  });

  it('halves sizes where it says nothing', () => {
    const run = mutualInformationLag1.start(defaults);
    barsOfReturns(normals(31, 500).map((z) => 0.001 * z)).forEach(run);
    expect(run.readings?.['pValue']?.()).toBeGreaterThan(0.1);
    expect(run.readings?.['gate']?.()).toBe(0.5);
  });

  it('is computed every k bars', () => {
    const values = walkBars(16, 40)
      .map(mutualInformationLag1.start({ n: 20, bins: 3, k: 5 }))
      .slice(20);
    expect(new Set(values.slice(0, 5)).size).toBe(1);
    expect(values[5]).not.toBe(values[4]);
  });
});

describeFormulaContract(mutualInformationLag1, { n: 20, bins: 3, k: 3 }, walkBars(16, 40));
