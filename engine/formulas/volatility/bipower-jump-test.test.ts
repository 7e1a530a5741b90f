import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bipower, bipowerJumpTest } from './bipower-jump-test.ts';

const RETURNS = [0.01, -0.01, 0.01, 0.05, -0.01, 0.01];

describe('the bipower jump test', () => {
  it('gives the numbers of the catalogue check', () => {
    expect(bipower(0.0013, 6)).toBeCloseTo(0.0024504422698, 12);
    const value = barsOfReturns(RETURNS)
      .map(bipowerJumpTest.start({ n: 6, alpha: 0.001 }))
      .at(-1);
    expect(value).toBeCloseTo(0.574991298497, 10);
  });

  it('lets entries through until a jump is found, then closes by its share of the variance', () => {
    const run = bipowerJumpTest.start({ n: 60, alpha: 0.001 });
    const quiet = normals(5, 59).map((each) => 0.001 * each);
    barsOfReturns([...quiet, 0.0001]).forEach(run);
    expect([run.readings?.['gate']?.(), run.readings?.['jumpShare']?.()]).toEqual([1, 0]);

    const jumped = bipowerJumpTest.start({ n: 60, alpha: 0.001 });
    barsOfReturns([...quiet.slice(0, 30), 0.05, ...quiet.slice(30)]).forEach(jumped);
    const share = jumped.readings?.['jumpShare']?.() ?? 0;
    expect(share).toBeGreaterThan(0.8);
    expect(jumped.readings?.['gate']?.()).toBeCloseTo(1 - 0.8 * share, 14);
  });

  it('is 0 where nothing moves', () => {
    expect(
      barsOfReturns([0, 0, 0, 0])
        .map(bipowerJumpTest.start({ n: 4, alpha: 0.001 }))
        .at(-1),
    ).toBe(0);
  });
});

describeFormulaContract(bipowerJumpTest, { n: 12, alpha: 0.05 }, walkBars(6, 50), {
  forgets: { after: 13, within: 1e-9 },
});
