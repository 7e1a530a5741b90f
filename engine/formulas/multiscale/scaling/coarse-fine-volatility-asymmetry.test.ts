import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { coarseFineVolatilityAsymmetry, volatilityAsymmetry } from './coarse-fine-volatility-asymmetry.ts';

describe('the flow of volatility', () => {
  it('gives the number of the catalogue check', () => {
    const coarse = Float64Array.from([1.0, 3.0, 2.0, 4.0, 1.5, 2.5]);
    const fine = Float64Array.from([0.5, 0.8, 1.4, 1.0, 1.9, 0.9]);
    expect(volatilityAsymmetry(coarse, fine)).toBeCloseTo(0.799846963155, 11);
    expect(volatilityAsymmetry(fine, coarse)).toBeCloseTo(-0.799846963155, 11);
  });

  it('is 0 where nothing varies', () => {
    expect(volatilityAsymmetry(new Float64Array(5), Float64Array.of(1, 2, 1, 2, 1))).toBe(0);
  });

  it('goes from coarse to fine where long moves are followed by busy bars', () => {
    // Blocks of four: either all one way or back and forth; after a straight one the bars are large.
    const straight = normals(5, 60).map((z) => z > 0);
    const returns = straight.flatMap((isStraight, i) => {
      const size = straight[i - 1] === true ? 0.003 : 0.001;
      return [1, isStraight ? 1 : -1, 1, isStraight ? 1 : -1].map((sign) => sign * size);
    });
    const run = coarseFineVolatilityAsymmetry.start({ n: 4, window: 60 });
    const values = barsOfReturns(returns).map(run);
    expect(values.findIndex((each) => each !== undefined)).toBe(240);
    expect(values.at(-1)).toBeGreaterThan(0.3);
    expect(readingOf(run, 'slowWeight')).toBe(0.5);
  });
});

describeFormulaContract(coarseFineVolatilityAsymmetry, { n: 3, window: 8 }, walkBars(44, 50));
