import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import { squareRootImpact, squareRootImpactOf } from './square-root-impact.ts';

describe('the square-root law of impact', () => {
  it('is that of the catalogue check: 0.03 times the root of 10 of 25,000', () => {
    expect(squareRootImpactOf(1, 0.03, 10, 25_000)).toBeCloseTo(0.0006, 12);
  });

  it('takes volatility and volume from the last bars', () => {
    const run = squareRootImpact.start({ Y: 2, sizeBase: 4, window: 2 / 288 });
    const values = bars([101, 99, 100, 7], [111, 99, 110, 40], [111, 98, 99, 60]).map(run);
    const sigma = Math.hypot(Math.log(1.1), Math.log(0.9));
    expect(values).toEqual([undefined, undefined, expect.closeTo(2 * sigma * 0.2, 12)]);
    expect(readingOf(run, 'cost')).toBeCloseTo((2 / 3) * 10_000 * 2 * sigma * 0.2, 8);
  });

  it('has no value where nothing trades', () => {
    const run = squareRootImpact.start({ Y: 1, sizeBase: 1, window: 1 / 288 });
    expect(bars([1, 1, 1, 0], [1, 1, 1, 0]).map(run)).toEqual([undefined, undefined]);
  });
});

describeFormulaContract(squareRootImpact, { Y: 1, sizeBase: 2, window: 5 / 288 }, wanderingBars(30));
