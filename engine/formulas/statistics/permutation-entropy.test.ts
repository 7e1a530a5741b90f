import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { permutationEntropy } from './permutation-entropy.ts';

const { defaults } = permutationEntropy;
const barsAt = (...closes: number[]) => bars(...closes.map((c): [number, number, number] => [c, c, c]));

describe('permutation entropy', () => {
  it('gives the number of the catalogue check', () => {
    const values = barsAt(4, 7, 9, 10, 6, 11, 3).map(permutationEntropy.start({ n: 7, m: 3, rank_n: 10 }));
    expect(values.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => undefined));
    expect(values[6]).toBeCloseTo(0.588762155916, 10);
  });

  it('forgets patterns that leave the window', () => {
    const params = { n: 7, m: 3, rank_n: 10 };
    const last = barsAt(50, 2, 80, 4, 7, 9, 10, 6, 11, 3).map(permutationEntropy.start(params)).at(-1);
    expect(last).toBeCloseTo(0.588762155916, 10);
  });

  it('is 0 in a trend, where the gate opens', () => {
    const run = permutationEntropy.start({ n: 8, m: 3, rank_n: 20 });
    walkBars(10, 20).forEach(run);
    const values = barsAt(1, 2, 3, 4, 5, 6, 7, 8).map(run);
    expect(values.at(-1)).toBe(0);
    expect(run.readings?.['gate']?.()).toBe(1);
  });

  it('refuses patterns too long to be counted', () => {
    expect(() => permutationEntropy.start({ ...defaults, m: 9 })).toThrow('m must be at most 7, was 9');
  });
});

describeFormulaContract(permutationEntropy, { n: 20, m: 3, rank_n: 10 }, walkBars(10, 40));
