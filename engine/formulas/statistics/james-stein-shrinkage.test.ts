import { describe, expect, it } from 'vitest';
import { shrinkTowardsMean } from '../../numerics/james-stein.ts';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { jamesSteinShrinkage } from './james-stein-shrinkage.ts';

const params = { n: 4, k_min: 4 };
/** Four bars whose standardized mean is `mean`: deviations of 3/4 and 1/4 have a sample sd of root 5/12. */
const symbol = (mean: number) =>
  barsOfReturns([-0.75, -0.25, 0.25, 0.75].map((each) => 0.001 * (each + mean * Math.sqrt(5 / 12))));

describe('the mean return, shrunk', () => {
  it('gives the numbers of the catalogue check', () => {
    const estimates = Float64Array.of(1, 2, 3, 4, 5);
    shrinkTowardsMean(estimates, 1);
    [1.4, 2.2, 3, 3.8, 4.6].forEach((each, i) => expect(estimates[i]).toBeCloseTo(each, 12));
  });

  it('moves the own symbol towards the mean of all', () => {
    const run = jamesSteinShrinkage.start(params);
    const value = peerSteps([2, 0, 0, 0, 0].map(symbol)).map(run).at(-1);
    // Mean 0.4, spread 1.6^2 + 4 * 0.4^2 = 3.2, factor 1 - 2/4/3.2.
    const expected = 0.4 + (1 - 0.5 / 3.2) * 1.6;
    expect(value).toBeCloseTo(expected, 9);
    expect(readingOf(run, 'signal')).toBeCloseTo(Math.tanh(expected), 9);
    expect(readingOf(run, 'confidence')).toBeCloseTo(confidenceOfZ(2 * expected), 9);
    expect(readingOf(run, 'symbols')).toBe(5);
  });

  it('has no value with fewer symbols than it takes', () => {
    const run = jamesSteinShrinkage.start(params);
    expect(peerSteps([2, 0, 0].map(symbol)).map(run).at(-1)).toBeUndefined();
    expect(readingOf(run, 'signal')).toBe(0);
  });

  it('begins anew with a symbol whose bar is missing', () => {
    const run = jamesSteinShrinkage.start(params);
    const gap = symbol(0).map((bar, i) => (i === 2 ? undefined : bar));
    peerSteps([...[1, 1, 0, 0].map(symbol), gap]).forEach(run);
    expect(readingOf(run, 'symbols')).toBe(4);
  });

  it('leaves out a symbol that does not move, and has no value where that is the own', () => {
    const still = barsOfReturns([0, 0, 0, 0]);
    const moving = [1, 1, 0, 0].map(symbol);
    const run = jamesSteinShrinkage.start(params);
    peerSteps([...moving, still]).forEach(run);
    expect(readingOf(run, 'symbols')).toBe(4);
    expect(
      peerSteps([still, ...moving])
        .map(jamesSteinShrinkage.start(params))
        .at(-1),
    ).toBeUndefined();
  });

  it('forgets a symbol that is no longer followed', () => {
    const run = jamesSteinShrinkage.start(params);
    const symbols = [1, 1, 0, 0, 0].map(symbol);
    peerSteps(symbols).forEach(run);
    peerSteps(symbols.slice(0, 4)).forEach(run);
    peerSteps(symbols).slice(0, 2).forEach(run);
    expect(readingOf(run, 'symbols')).toBe(4);
  });
});

describeFormulaContract(
  jamesSteinShrinkage,
  { n: 8, k_min: 4 },
  peerSteps([1, 2, 3, 4, 5].map((seed) => walkBars(seed, 24))),
);
