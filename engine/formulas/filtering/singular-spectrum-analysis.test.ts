import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { continuationOf } from './pattern-continuation.ts';
import { leadingPatterns, singularSpectrumAnalysis } from './singular-spectrum-analysis.ts';

describe('singular spectrum analysis', () => {
  const line = Float64Array.from({ length: 10 }, (_, i) => i + 1);

  it('continues the straight line of the catalogue check to 11', () => {
    const patterns = leadingPatterns(line, 3, { share: 1, most: 2 });
    expect(patterns).toHaveLength(2);
    const ahead = continuationOf(patterns, 10, 1);
    const weighed = (weights?: Float64Array) => weights?.reduce((sum, each, i) => sum + each * (i + 1), 0);
    expect(weighed(ahead?.forecast)).toBeCloseTo(11, 7);
    expect(weighed(ahead?.last)).toBeCloseTo(10, 7);
  });

  it('takes the fewest patterns that hold enough', () => {
    expect(leadingPatterns(line, 3, { share: 0.9, most: 3 })).toHaveLength(1);
  });

  it('continues a cycle, and grows sure where it is right', () => {
    const run = singularSpectrumAnalysis.start({ n: 80, L: 24, share: 0.995, rmax: 8, k: 5, h: 3 });
    const path = (i: number) => 0.01 * Math.sin((2 * Math.PI * i) / 16);
    const value = barsOfReturns(Array.from({ length: 320 }, (_, i) => path(i + 1) - path(i)))
      .map(run)
      .at(-1);
    expect(value).toBeCloseTo(path(323) - path(320), 4);
    expect(run.readings?.['confidence']?.()).toBe(1);
  });

  it('cannot continue what stands in the last value alone', () => {
    expect(continuationOf([Float64Array.of(0, 0, 1)], 10, 1)).toBeUndefined();
  });
});

describeFormulaContract(
  singularSpectrumAnalysis,
  { n: 30, L: 8, share: 0.9, rmax: 3, k: 4, h: 2 },
  walkBars(94, 60),
);
