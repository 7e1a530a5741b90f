import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { derivativeWeights, savitzkyGolayDerivatives } from './savitzky-golay-derivatives.ts';

/** scipy.signal.savgol_coeffs(7, 4, deriv=k, pos=6, use='dot') for k = 1 to 4. */
const WEIGHTS = [
  [
    0.26911976912, -0.856782106782, 0.497113997114, 0.863636363636, -0.542568542568, -1.82503607504,
    1.59451659452,
  ],
  [
    0.628787878788, -1.85606060606, 0.765151515152, 1.92424242424, -0.234848484848, -2.85606060606,
    1.62878787879,
  ],
  [
    0.651515151515, -1.74242424242, 0.439393939394, 1.63636363636, 0.106060606061, -2.07575757576,
    0.984848484849,
  ],
  [
    0.272727272727, -0.636363636364, 0.0909090909091, 0.545454545454, 0.0909090909092, -0.636363636364,
    0.272727272727,
  ],
];

describe('the derivatives of Savitzky and Golay', () => {
  it('have the weights of the catalogue check', () => {
    const weights = derivativeWeights(7, 4);
    WEIGHTS.forEach((row, k) => row.forEach((each, i) => expect(weights[k]?.[i]).toBeCloseTo(each, 9)));
  });

  it('of a bent path are its own: ln price 0.001 k + 0.00005 k^2 at the last of 61 bars', () => {
    const run = savitzkyGolayDerivatives.start({ n: 11, p: 4, N: 40 });
    const path = (k: number) => 0.001 * k + 5e-5 * k * k;
    const value = barsOfReturns(Array.from({ length: 60 }, (_, k) => path(k + 1) - path(k)))
      .map(run)
      .at(-1);
    expect(value).toBeCloseTo(0.001 + 1e-4 * 60, 9);
    expect(run.readings?.['acceleration']?.()).toBeCloseTo(1e-4, 9);
    expect(run.readings?.['jerk']?.()).toBeCloseTo(0, 8);
  });

  it('need more values than the polynomial has orders', () => {
    expect(() => derivativeWeights(5, 4)).toThrow('a window must be a whole number of at least 6, was 5');
  });
});

describeFormulaContract(savitzkyGolayDerivatives, { n: 11, p: 4, N: 20 }, walkBars(75, 60), {
  forgets: { after: 31, within: 1e-9 },
});
