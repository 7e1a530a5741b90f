import { describe, expect, it } from 'vitest';
import { MatchShares } from '../../numerics/match-shares.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { approximateEntropy, approximateEntropyOfReturns } from './approximate-entropy.ts';

const { defaults } = approximateEntropyOfReturns;

describe('approximate entropy', () => {
  it('gives the number of the catalogue check', () => {
    const pulse = Array.from({ length: 51 }, (_, i) => [85, 80, 89][i % 3] as number);
    expect(Math.abs(approximateEntropy(pulse, 3, new MatchShares(51, 2)) + 0.0000109965411053)).toBeLessThan(
      1e-12,
    );
  });

  it('is larger of noise than of a rhythm, which opens the gate', () => {
    const run = approximateEntropyOfReturns.start({ ...defaults, n: 60, k: 1 });
    const rhythm = Array.from({ length: 60 }, (_, i) => Math.sin(i * Math.PI * 0.5));
    const values = barsOfReturns([...normals(11, 80), ...rhythm].map((each) => 0.001 * each)).map(run);
    expect(values[80]).toBeGreaterThan(0.2);
    expect(values.at(-1)).toBeCloseTo(0, 1);
    expect(readingOf(run, 'gate')).toBe(1);
  });

  it('is 0 where nothing moves, and computed every k bars', () => {
    const still = Array.from({ length: 10 }, () => 0);
    expect(
      barsOfReturns(still)
        .map(approximateEntropyOfReturns.start({ ...defaults, n: 10 }))
        .at(-1),
    ).toBe(0);
    const stillThenNot = Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 0.01 * Math.sin(i * i)));
    const [late, anew] = [stillThenNot, stillThenNot.slice(28)].map((each) =>
      barsOfReturns(each)
        .map(approximateEntropyOfReturns.start({ ...defaults, n: 12, k: 1 }))
        .at(-1),
    );
    expect(late).toBe(anew);
    const values = walkBars(11, 30)
      .map(approximateEntropyOfReturns.start({ ...defaults, n: 12 }))
      .slice(12);
    expect(new Set(values.slice(0, 5)).size).toBe(1);
  });
});

describeFormulaContract(approximateEntropyOfReturns, { n: 15, m: 2, rf: 0.5, k: 3 }, walkBars(11, 35));
