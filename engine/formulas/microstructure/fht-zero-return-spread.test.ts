import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { prices, wanderingPrices } from '../contract-tests/sample-inputs.ts';
import { fhtZeroReturnSpread, zeroReturnSpread } from './fht-zero-return-spread.ts';

describe('the spread of zero returns', () => {
  it('gives the number of the catalogue check', () => {
    expect(zeroReturnSpread(0.2, 0.01)).toBeCloseTo(0.00506694206, 9);
  });

  it('counts the returns of zero and what the others deviate', () => {
    // Returns ln 1.1, 0, -ln 1.1, 0: half stay; sample variance 2 ln(1.1)^2 / 3; quantile 0.75 is 0.674489750196.
    const run = fhtZeroReturnSpread.start({ n: 4 });
    const value = prices(100, 110, 110, 100, 100).map(run).at(-1) ?? NaN;
    const expected = 2 * Math.log(1.1) * Math.sqrt(2 / 3) * 0.674489750196;
    expect(value).toBeCloseTo(expected, 10);
    expect(readingOf(run, 'cost')).toBeCloseTo(5000 * expected, 7);
  });

  it('is zero where every bar moves and nowhere where none does', () => {
    expect(
      prices(100, 101, 100, 101)
        .map(fhtZeroReturnSpread.start({ n: 3 }))
        .at(-1),
    ).toBe(0);
    const run = fhtZeroReturnSpread.start({ n: 3 });
    expect(prices(100, 100, 100, 100).map(run).at(-1)).toBeUndefined();
    expect(readingOf(run, 'cost')).toBeNaN();
  });
});

const inputs = prices(
  ...wanderingPrices(60).map((price, i, all) =>
    i % 4 === 0 ? price : (all[i - (i % 4)] ?? price) + (i % 4 === 2 ? 1 : 0),
  ),
);
describeFormulaContract(fhtZeroReturnSpread, { n: 10 }, inputs);
