import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { butterworthCoefficients, butterworthLowpass } from './butterworth-lowpass.ts';

describe('the Butterworth low-pass', () => {
  it('has the coefficients of the catalogue check', () => {
    const { a1, a2, b0, b1, b2 } = butterworthCoefficients(24);
    const expected = [0.0144014403465, 0.028802880693, 0.0144014403465, -1.63299316186, 0.690598923241];
    [b0, b1, b2, a1, a2].forEach((each, i) => expect(each).toBeCloseTo(expected[i] ?? NaN, 11));
  });

  it('follows a steady rise at its own slope', () => {
    const run = butterworthLowpass.start({ P: 12 });
    const value = barsOfReturns(Array.from({ length: 150 }, () => 0.001))
      .map(run)
      .at(-1);
    expect(value).toBeCloseTo(0.001, 10);
    expect(run.readings?.['signal']?.()).toBeCloseTo(Math.tanh(Math.sqrt(12) / 0.8), 8);
    expect(run.readings?.['confidence']?.()).toBe(1);
  });

  it('needs a period above two bars', () => {
    expect(() => butterworthLowpass.start({ P: 2 })).toThrow('a period must be above 2 bars, was 2');
  });
});

describeFormulaContract(butterworthLowpass, { P: 12 }, walkBars(73, 160), {
  forgets: { after: 120, within: 1e-6 },
});
