import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { fitHarch } from './harch-fit.ts';
import { harchVariance, harchVolatility } from './harch-volatility.ts';

describe('the HARCH volatility', () => {
  it('gives the number of the catalogue check', () => {
    // The last return, and the sum of all four.
    const variance = harchVariance([0.00001, 0.2, 0.05], [0.01, 0.03]);
    expect(variance).toBeCloseTo(0.000075, 15);
    expect(Math.sqrt(variance)).toBeCloseTo(0.00866025403784, 13);
  });

  it('finds the horizon that drives the volatility', () => {
    const returns: number[] = [];
    normals(14, 6000).forEach((z, t) => {
      const four = returns.slice(Math.max(0, t - 4)).reduce((sum, each) => sum + each, 0);
      returns.push(Math.sqrt(1e-6 + 0.15 * four * four) * z);
    });
    const [constant = 0, one = 1, four = 0, ...longer] =
      fitHarch(Float64Array.from(returns), [1, 4, 12]) ?? [];
    expect(constant).toBeGreaterThan(0.7e-6);
    expect(constant).toBeLessThan(1.5e-6);
    expect(four).toBeGreaterThan(0.08);
    expect(one).toBeLessThan(four);
    expect(longer.every((each) => each < 0.03)).toBe(true);
  });

  it('is fitted to as many returns as it has', () => {
    expect(fitHarch(new Float64Array(10), [1, 4, 12])).toBeUndefined();
  });

  it('scales positions to its target, and shares sum to one', () => {
    const run = harchVolatility.start({ window: 784, refit: 50, target: 0.0005 });
    const returns = normals(15, 790).map((z) => 0.001 * z);
    const value = barsOfReturns(returns).map(run).at(-1) ?? NaN;
    expect(value).toBeGreaterThan(0.0005);
    expect(value).toBeLessThan(0.002);
    expect(readingOf(run, 'scale')).toBeCloseTo(0.0005 / value, 12);
    const shares = [1, 4, 12, 48, 192, 768].map((bars) => readingOf(run, `impact${bars}`));
    expect(shares.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
  });
});

describeFormulaContract(harchVolatility, { window: 784, refit: 10, target: 0.01 }, walkBars(46, 800));
