import { describe, expect, it } from 'vitest';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { waldWolfowitzRuns } from './wald-wolfowitz-runs.ts';

const runOver = (signs: readonly number[], n = signs.length) => {
  const run = waldWolfowitzRuns.start({ n });
  const value =
    barsOfReturns(signs.map((sign) => 0.001 * sign))
      .map(run)
      .at(-1) ?? NaN;
  return { value, signal: readingOf(run, 'signal'), confidence: readingOf(run, 'confidence') };
};

describe('runs of signs', () => {
  it('gives the number of the catalogue check', () => {
    expect(runOver([1, 1, -1, -1, 1, 1, 1, -1]).value).toBeCloseTo(-0.617914380653, 10);
  });

  it('drops returns of zero, which do not end a run', () => {
    const dropped = runOver([1, 0, 1, -1, -1, 0, 1, 1, 0, 1, -1]);
    expect(dropped.value).toBeCloseTo(-0.617914380653, 10);
  });

  it('goes with the last sign where signs cluster, against it where they alternate', () => {
    const clustered = runOver([1, 1, 1, 1, 1, -1, -1, -1, -1, -1]);
    expect(clustered.value).toBeLessThan(-2);
    expect(clustered.signal).toBeCloseTo(-Math.tanh(-clustered.value / 2), 12);
    expect(clustered.confidence).toBeCloseTo(confidenceOfZ(clustered.value), 12);
    const alternating = runOver([1, -1, 1, -1, 1, -1, 1, -1, 1, -1]);
    expect(alternating.value).toBeGreaterThan(2);
    expect(alternating.signal).toBeGreaterThan(0.7);
  });

  it('is 0 where only one sign occurs, or none', () => {
    expect(runOver([1, 1, 1, 1]).value).toBe(0);
    expect(runOver([0, 0, 0, 1]).value).toBe(0);
  });
});

describeFormulaContract(waldWolfowitzRuns, { n: 10 }, walkBars(26, 30));
