import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { huberLocation, huberMLocation } from './huber-m-location.ts';

const { defaults } = huberMLocation;

describe('the robust drift', () => {
  it('gives the number of the catalogue check', () => {
    expect(huberLocation(Float64Array.of(0, 1, 2, 4, 50), 1.4826 * 2, 1.345)).toBeCloseTo(2.7470485, 9);
  });

  it('divides by the error of such a mean', () => {
    const run = huberMLocation.start({ ...defaults, n: 5 });
    const z = barsOfReturns([0, 1, 2, 4, 50].map((each) => each / 1e4))
      .map(run)
      .at(-1);
    const [scale, mean] = [2.9652, 2.7470485];
    // Four of five lie inside the corner; the last counts with the corner itself.
    const squares = [0, 1, 2, 4].reduce((sum, x) => sum + ((x - mean) / scale) ** 2, 1.345 ** 2);
    const error = (scale * Math.sqrt(squares / 5)) / (0.8 * Math.sqrt(5));
    expect(z).toBeCloseTo(mean / error, 6);
    expect(run.readings?.['signal']?.()).toBeCloseTo(Math.tanh(mean / error / 2), 6);
    expect(run.readings?.['location']?.()).toBeCloseTo(2.7470485e-4, 10);
  });

  it('hardly moves with a wild return', () => {
    const calm = Array.from({ length: 29 }, (_, i) => 0.0001 * Math.sin(i));
    const [mild = NaN, wild = NaN] = [0.001, 1].map((last) => {
      const run = huberMLocation.start({ ...defaults, n: 30 });
      barsOfReturns([...calm, last]).forEach(run);
      return run.readings?.['location']?.();
    });
    expect(wild).toBeCloseTo(mild, 12);
  });

  it('is 0 where most returns are one', () => {
    const run = huberMLocation.start({ ...defaults, n: 5 });
    expect(barsOfReturns([0, 0, 0, 0.1, -0.3]).map(run).at(-1)).toBe(0);
    expect(run.readings?.['confidence']?.()).toBe(0);
  });
});

describeFormulaContract(huberMLocation, { ...defaults, n: 12 }, walkBars(8, 40));
