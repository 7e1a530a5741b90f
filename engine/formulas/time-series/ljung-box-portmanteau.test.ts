import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { ljungBoxPortmanteau } from './ljung-box-portmanteau.ts';

describe('the portmanteau test', () => {
  it('gives the numbers of the catalogue check', () => {
    const run = ljungBoxPortmanteau.start({ n: 8, h: 2 });
    expect(barsOfReturns([1, 3, 2, 5, 4, 6, 5, 8]).map(run).at(-1)).toBeCloseTo(2.94736730241, 9);
    expect(readingOf(run, 'pValue')).toBeCloseTo(0.229080077945, 9);
    expect(readingOf(run, 'gate')).toBe(0.5);
  });

  it('opens where returns are remembered', () => {
    const run = ljungBoxPortmanteau.start({ n: 60, h: 3 });
    barsOfReturns(Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 0.01 : -0.01))).forEach(run);
    expect(readingOf(run, 'gate')).toBeCloseTo(1, 9);
  });

  it('shows no memory where nothing moves', () => {
    const run = ljungBoxPortmanteau.start({ n: 20, h: 3 });
    expect(
      barsOfReturns(Array.from({ length: 20 }, () => 0))
        .map(run)
        .at(-1),
    ).toBe(0);
    expect(readingOf(run, 'gate')).toBe(0.5);
  });
});

describeFormulaContract(ljungBoxPortmanteau, { n: 30, h: 4 }, walkBars(33, 60));
