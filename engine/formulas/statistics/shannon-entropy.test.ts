import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { normalizedEntropy, normalizedEntropyError, shannonEntropy } from './shannon-entropy.ts';

const { defaults } = shannonEntropy;
const params = { ...defaults, n: 4, rank_n: 10 };
const calm = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 0.001 : -0.001));

describe('Shannon entropy of returns', () => {
  it('gives the number of the catalogue check', () => {
    expect(normalizedEntropy([1, 1, 2, 4])).toBeCloseTo(0.875, 12);
  });

  it('tells the standard error of entropy: shares of 0.5, 0.25, 0.25 surprise by 1, 2, 2 bits', () => {
    // The variance of the surprise is 0.25 bits squared; four draws leave an error of 0.25 bits of log2(16) = 4.
    expect(normalizedEntropyError([2, 1, 1, ...Array.from({ length: 13 }, () => 0)])).toBeCloseTo(0.0625, 12);
    expect(normalizedEntropyError([3, 3])).toBe(0);
  });

  it('is 0 where all returns fall into one bin', () => {
    const up = Array.from({ length: 4 }, () => 0.001);
    expect(
      barsOfReturns([...calm, ...up])
        .map(shannonEntropy.start(params))
        .at(-1),
    ).toBe(0);
  });

  it('counts returns beyond the edges in the outermost bins', () => {
    // Two in the middle, one far below, one far above: shares of a half, a quarter and a quarter.
    const wide = [0.0001, 0.0001, -0.5, 20];
    const last = barsOfReturns([...calm, ...wide])
      .map(shannonEntropy.start(params))
      .at(-1);
    expect(last).toBeCloseTo((1.5 * Math.LN2) / Math.log(16), 12);
  });

  it('lets everything through unless entropy is high for its history', () => {
    const run = shannonEntropy.start(params);
    const gates = barsOfReturns([...calm, 0.001, 0.001, 0.001, 0.001, 0.001, -0.001, -0.003, 0.004]).map(
      (bar) => {
        run(bar);
        return run.readings?.['gate']?.();
      },
    );
    // Five values are known then: two zeros, and three that rise; the last has the rank (4 + 0.5) / 5.
    expect(gates.at(-1)).toBeCloseTo((1 - 0.9) / (1 - 0.7), 12);
    expect(gates.at(-5)).toBe(1);
  });
});

describeFormulaContract(shannonEntropy, params, walkBars(9, 60));
