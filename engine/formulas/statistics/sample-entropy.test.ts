import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { sampleEntropy, sampleEntropyOfReturns } from './sample-entropy.ts';

const { defaults } = sampleEntropyOfReturns;

describe('sample entropy', () => {
  it('gives the number of the catalogue check', () => {
    expect(sampleEntropy([1, 2, 1, 2, 1, 2, 1, 3], 2, 0.5)).toBeCloseTo(0.405465108108, 11);
  });

  it('is the largest the length allows where nothing goes on alike', () => {
    // Only 1 2 comes twice, and goes on with 3 and with 9: of four starts six pairs of threes.
    expect(sampleEntropy([1, 2, 3, 1, 2, 9], 2, 0)).toBeCloseTo(Math.log((4 * 3) / 2), 12);
  });

  it('does not exist where no two stretches are alike', () => {
    expect(sampleEntropy([1, 2, 3, 4, 5], 2, 0)).toBeUndefined();
  });

  it('opens the gate where a rhythm has replaced noise', () => {
    const run = sampleEntropyOfReturns.start({ ...defaults, n: 40, k: 1 });
    const returns = [
      ...normals(12, 60),
      ...Array.from({ length: 40 }, (_, i) => Math.sin(i * Math.PI * 0.5)),
    ];
    const values = barsOfReturns(returns.map((each) => 0.001 * each)).map(run);
    expect(values.at(-1)).toBeCloseTo(0, 1);
    expect(readingOf(run, 'gate')).toBe(1);
  });

  it('is 0 where nothing moves', () => {
    const values = barsOfReturns(Array.from({ length: 10 }, () => 0)).map(
      sampleEntropyOfReturns.start({ ...defaults, n: 10 }),
    );
    expect(values.at(-1)).toBe(0);
  });
});

describeFormulaContract(sampleEntropyOfReturns, { n: 25, m: 1, rf: 0.5, k: 3 }, walkBars(12, 45));
