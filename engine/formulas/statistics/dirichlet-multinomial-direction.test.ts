import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { dirichletMultinomialDirection, expectedDirection } from './dirichlet-multinomial-direction.ts';

const { defaults } = dirichletMultinomialDirection;

describe('the direction after two steps', () => {
  it('gives the number of the catalogue check', () => {
    expect(expectedDirection([3, 2, 5], 1)).toBeCloseTo(0.153846153846, 11);
  });

  it('learns a rhythm of two up and one down', () => {
    const run = dirichletMultinomialDirection.start({ ...defaults, lam: 1 });
    const rhythm = Array.from({ length: 21 + 3 * 20 }, (_, i) => (i % 3 === 2 ? -0.001 : 0.001));
    const values = barsOfReturns(rhythm).map(run);
    // The last three steps were up, up, down: an up follows. 81 returns, 20 of them without a step: after
    // 61 steps down, up was seen 20 times as a pair, and all but the newest were followed by an up.
    const followed = 19;
    expect(rhythm.at(-1)).toBeLessThan(0);
    expect(values.at(-1)).toBeCloseTo(followed / (followed + 3), 12);
    expect(run.readings?.['signal']?.()).toBe(values.at(-1));
    expect(run.readings?.['confidence']?.()).toBeCloseTo(
      ((followed / (followed + 3)) * followed) / (followed + 50),
      12,
    );
  });

  it('knows nothing of what it has not seen', () => {
    const run = dirichletMultinomialDirection.start(defaults);
    const values = barsOfReturns(Array.from({ length: 30 }, (_, i) => (i === 29 ? 0.1 : 0))).map(run);
    // Flat, then up for the first time: that context has no counts.
    expect(values.at(-1)).toBe(0);
    expect(run.readings?.['confidence']?.()).toBe(0);
  });
});

describeFormulaContract(dirichletMultinomialDirection, defaults, walkBars(4, 60));
