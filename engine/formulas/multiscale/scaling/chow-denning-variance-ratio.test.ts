import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { cumulated, normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { chowDenningVarianceRatio } from './chow-denning-variance-ratio.ts';
import { ChowDenning } from './multiple-variance-ratio.ts';

const CHECK = [
  0.01, 0.012, -0.004, 0.006, 0.009, -0.011, -0.013, 0.002, 0.005, 0.008, -0.003, -0.006, 0.004, 0.007, 0.001,
  -0.009,
];
const chowDenning = (path: Float64Array) => new ChowDenning(path.length - 1, [2, 4]).of(path);
const pathOf = (returns: readonly number[]) => Float64Array.from([0, ...cumulated(returns)]);

describe('the multiple variance-ratio test', () => {
  it('gives the numbers of the catalogue check', () => {
    const test = chowDenning(pathOf(CHECK));
    [1.21028019472, 0.730325483478].forEach((each, i) =>
      expect(test?.ratios[i]?.ratio).toBeCloseTo(each, 10),
    );
    [0.826343165327, -0.612814248132].forEach((each, i) => expect(test?.ratios[i]?.z).toBeCloseTo(each, 10));
    expect(test?.statistic).toBeCloseTo(0.826343165327, 10);
    expect(test?.pValue).toBeCloseTo(0.650257221917, 10);
  });

  it('does not exist where nothing moves', () => {
    expect(chowDenning(new Float64Array(41))).toBeUndefined();
  });
});

describe('the variance-ratio filter', () => {
  const run = (returns: readonly number[]) => {
    const started = chowDenningVarianceRatio.start({ window: 300, level: 0.95 });
    barsOfReturns(returns).forEach(started);
    return ['gate', 'trendFactor', 'reversionFactor'].map((name) => started.readings?.[name]?.());
  };
  const noise = normals(8, 300).map((z) => 0.001 * z);

  it('leaves 0.7 of the signals of a random walk', () => {
    expect(run(noise)).toEqual([0.7, 0.7, 0.7]);
  });

  it('backs momentum where moves go on', () => {
    expect(run(noise.map((each, i) => each + 0.7 * (noise[i - 1] ?? 0)))).toEqual([1, 1.2, 0.6]);
  });

  it('backs reversion where moves come back', () => {
    expect(run(noise.map((each, i) => each - 0.7 * (noise[i - 1] ?? 0)))).toEqual([1, 0.6, 1.2]);
  });
});

describeFormulaContract(chowDenningVarianceRatio, { window: 40, level: 0.95 }, walkBars(21, 80));
