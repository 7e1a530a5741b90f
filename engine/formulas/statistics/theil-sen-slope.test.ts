import { describe, expect, it } from 'vitest';
import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { RollingTheilSen } from '../../numerics/rolling-theil-sen.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { theilSenSlope } from './theil-sen-slope.ts';

describe('the robust slope', () => {
  it('gives the number of the catalogue check', () => {
    const slopes = new RollingTheilSen(5);
    [1, 3, 2, 5, 4].forEach((y) => slopes.push(y));
    expect(slopes.slope).toBeCloseTo(0.875, 12);
  });

  it('is the drift of a steady rise, wild closes or not', () => {
    const returns = Array.from({ length: 30 }, (_, i) => (i === 20 ? 0.3 : i === 21 ? -0.298 : 0.001));
    const run = theilSenSlope.start({ n: 30 });
    expect(barsOfReturns(returns).map(run).at(-1)).toBeCloseTo(0.001, 9);
    const volatility = new BarVolatility();
    returns.forEach((each) => volatility.push(each));
    const z = (0.001 * Math.sqrt(30)) / volatility.value;
    expect(readingOf(run, 'z')).toBeCloseTo(z, 9);
    expect(readingOf(run, 'signal')).toBeCloseTo(Math.tanh(z / 2), 9);
  });

  it('is sure where all pairs agree, and only then', () => {
    const [all, half] = [0, 0.003].map((wobble) => {
      const run = theilSenSlope.start({ n: 21 });
      barsOfReturns(Array.from({ length: 24 }, (_, i) => -0.001 + (i % 2 === 0 ? wobble : -wobble))).forEach(
        run,
      );
      return readingOf(run, 'confidence');
    });
    expect(all).toBe(1);
    expect(half).toBeLessThan(0.9);
    expect(half).toBeGreaterThan(0.3);
  });

  it('is 0 and not sure where nothing moves', () => {
    const run = theilSenSlope.start({ n: 5 });
    expect(
      barsOfReturns(Array.from({ length: 22 }, () => 0))
        .map(run)
        .at(-1),
    ).toBe(0);
    expect(readingOf(run, 'signal')).toBe(0);
  });
});

describeFormulaContract(theilSenSlope, { n: 8 }, walkBars(25, 40));
