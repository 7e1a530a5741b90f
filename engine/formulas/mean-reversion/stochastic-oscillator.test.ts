import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { placeInRange, stochasticOscillator } from './stochastic-oscillator.ts';

describe('the stochastic oscillator', () => {
  it('gives the number of the catalogue check', () => {
    expect(placeInRange(10.5, 8, 12)).toBe(62.5);
    const rows = bars([10, 8, 9], [12, 9, 11], [11, 9, 10.5], [11, 9, 10.5], [11, 10, 10.5]);
    // The last three bars reach from 9 to 11: three quarters of the way up.
    expect(rows.map(stochasticOscillator.start({ n: 3, s: 1, d: 1 })).at(-1)).toBe(75);
  });

  it('is 50 where there is no range', () => {
    expect(placeInRange(7, 7, 7)).toBe(50);
  });

  it('leans up where it turns up far below', () => {
    const run = stochasticOscillator.start({ n: 2, s: 1, d: 2 });
    // Two bars of 0 to 100, closes at 5, 5, 5, 3 and 9: 9 lies above the mean of 3 and 9.
    bars([100, 0, 5], [100, 0, 5], [100, 0, 5], [100, 0, 3], [100, 0, 9]).forEach(run);
    expect(run.readings?.['slowD']?.()).toBe(6);
    expect(run.readings?.['signal']?.()).toBeCloseTo(14 / 20, 14);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(41 / 50, 14);
  });

  it('leans down where it turns down far above', () => {
    const run = stochasticOscillator.start({ n: 2, s: 1, d: 2 });
    bars([100, 0, 95], [100, 0, 95], [100, 0, 95], [100, 0, 85], [100, 0, 83]).forEach(run);
    expect(run.readings?.['signal']?.()).toBe(-0.3);
  });
});

describeFormulaContract(stochasticOscillator, { n: 5, s: 3, d: 3 }, walkBars(63, 40), {
  forgets: { after: 12, within: 1e-12 },
});
