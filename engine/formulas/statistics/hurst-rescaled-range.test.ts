import { describe, expect, it } from 'vitest';
import { expectedRescaledRange, rescaledRange } from '../../numerics/rescaled-range.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { hurstExponent, hurstRescaledRange } from './hurst-rescaled-range.ts';

const { defaults } = hurstRescaledRange;

describe('the Hurst exponent by rescaled range', () => {
  it('gives the numbers of the catalogue check', () => {
    expect(rescaledRange([1, -1, 2, -2], 4)).toBeCloseTo(1.26491106407, 10);
    expect(expectedRescaledRange(4)).toBeCloseTo(1.44786297108, 10);
  });

  it('is near one half of independent returns', () => {
    const values = Array.from({ length: 20 }, (_, seed) =>
      barsOfReturns(normals(seed, 512).map((z) => 0.001 * z))
        .map(hurstRescaledRange.start(defaults))
        .at(-1),
    );
    const mean = values.reduce<number>((sum, each) => sum + (each ?? NaN) / values.length, 0);
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
  });

  it('speaks for trends where returns go on, and against them where they turn back', () => {
    const moving = normals(18, 520);
    const going = moving
      .slice(8)
      .map((_, i) => moving.slice(i, i + 8).reduce((sum, z) => sum + 0.001 * z, 0));
    const turning = going.map((_, i) => 0.001 * ((moving[i + 1] as number) - (moving[i] as number)));
    const [trend, reversion] = [going, turning].map((returns) => {
      const run = hurstRescaledRange.start(defaults);
      const value = barsOfReturns(returns).map(run).at(-1) ?? NaN;
      return { value, forTrend: readingOf(run, 'trendWeight'), against: readingOf(run, 'reversionWeight') };
    });
    expect(trend?.value).toBeGreaterThan(0.6);
    expect(trend).toMatchObject({ forTrend: 1, against: 0 });
    expect(reversion?.value).toBeLessThan(0.4);
    expect(reversion).toMatchObject({ forTrend: 0, against: 1 });
  });

  it('does not exist where nothing moves', () => {
    expect(hurstExponent(new Float64Array(64), [8, 16, 32], [1, 1, 1])).toBeUndefined();
  });
});

describeFormulaContract(hurstRescaledRange, { n: 32, k: 4 }, walkBars(18, 50));
