import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { realizedSkewness } from './realized-skewness.ts';
import { signedSemivarianceJump } from './signed-semivariance-jump.ts';

describe('the signed jump variation', () => {
  it('gives the number of the catalogue check: 6/14', () => {
    // One bar more than the three of the check, because the norm needs two values.
    const run = signedSemivarianceJump.start({ n: 3, N: 4 });
    const values = barsOfReturns([0, 0.01, -0.02, 0.03]).map(run);
    expect(values.at(-1)).toBeCloseTo(3 / 7, 12);
    // Before it stood at (1 - 4)/(1 + 4) over 0, 0.01 and -0.02.
    const z = 3 / 7 / Math.sqrt(((3 / 7) ** 2 + 0.6 ** 2) / 2);
    expect(run.readings?.['signal']?.()).toBeCloseTo(Math.tanh(z / 2), 12);
    expect(run.readings?.['confidence']?.()).toBeCloseTo((0.7 * z) / 3, 12);
  });

  it('is 0 where nothing moves', () => {
    expect(
      barsOfReturns([0, 0, 0, 0])
        .map(signedSemivarianceJump.start({ n: 3, N: 4 }))
        .at(-1),
    ).toBe(0);
  });
});

describe('realized skewness', () => {
  it('gives the numbers of the catalogue check', () => {
    const run = realizedSkewness.start({ n: 3 });
    // The sizes of the check cancel out, a hundredth of them keeps prices in bounds.
    const value = barsOfReturns([0.01, -0.01, 0.02]).map(run).at(-1);
    expect(value).toBeCloseTo(0.942809041582, 10);
    expect(run.readings?.['kurtosis']?.()).toBeCloseTo(1.5, 10);
    expect(run.readings?.['signal']?.()).toBeCloseTo(-Math.tanh(0.942809041582 / 2), 10);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(0.942809041582 / 3, 10);
  });

  it('leans nowhere where nothing moves', () => {
    const run = realizedSkewness.start({ n: 3 });
    expect(barsOfReturns([0, 0, 0]).map(run).at(-1)).toBe(0);
    expect([run.readings?.['signal']?.(), run.readings?.['confidence']?.()]).toEqual([-0, 0]);
  });
});

describeFormulaContract(signedSemivarianceJump, { n: 6, N: 8 }, walkBars(9, 40), {
  forgets: { after: 12, within: 1e-9 },
});
describeFormulaContract(realizedSkewness, { n: 12 }, walkBars(10, 40), {
  forgets: { after: 13, within: 1e-9 },
});
