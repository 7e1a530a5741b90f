import { describe, expect, it } from 'vitest';
import { smirnovDistance, smirnovTail } from '../../numerics/kolmogorov-smirnov.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { ksTwoSampleDrift } from './ks-two-sample-drift.ts';

const { defaults } = ksTwoSampleDrift;

describe('the distance of new returns from older ones', () => {
  it('gives the number of the catalogue check', () => {
    expect(smirnovDistance([1, 2, 3, 4], [3, 4, 5, 6, 7])).toBeCloseTo(0.6, 12);
  });

  it('compares the last returns with those just before them', () => {
    const run = ksTwoSampleDrift.start({ recent: 4, ref: 5, k: 1 });
    const older = [3, 7, 5, 4, 6];
    const newer = [2, 4, 1, 3];
    const returns = [99, ...older, ...newer].map((each) => each / 1000 + 0.0001);
    expect(barsOfReturns(returns).map(run).at(-1)).toBeCloseTo(0.6, 12);
    expect(readingOf(run, 'pValue')).toBeCloseTo(smirnovTail(0.6, 4, 5), 12);
  });

  it('closes the gate to a fifth where volatility has trebled', () => {
    const run = ksTwoSampleDrift.start(defaults);
    barsOfReturns(normals(23, 300).map((z, i) => (i < 240 ? 0.001 : 0.004) * z)).forEach(run);
    expect(readingOf(run, 'gate')).toBe(0.2);
  });

  it('leaves the gate open for more of the same', () => {
    const run = ksTwoSampleDrift.start(defaults);
    barsOfReturns(normals(24, 300).map((z) => 0.001 * z)).forEach(run);
    expect(readingOf(run, 'gate')).toBe(1);
  });
});

describeFormulaContract(ksTwoSampleDrift, { recent: 6, ref: 12, k: 2 }, walkBars(23, 40));
