import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { book, wanderingBooks } from '../contract-tests/sample-inputs.ts';
import { depthWeightedPrice } from './depth-weighted-price.ts';

describe('depth-weighted book price', () => {
  it('gives the number of the catalogue check: 99.875 below a mid of 100.5', () => {
    const ladder = book([100, 2, 99, 4], [101, 1, 102, 1]);
    expect(depthWeightedPrice.start({ levels: 10, scale: 3 })(ladder)).toBeCloseTo(
      (0.625 / 100.5) * 10_000,
      9,
    );
  });

  it('is 0 in an even book and has no value with a single level', () => {
    const run = depthWeightedPrice.start({ levels: 10, scale: 3 });
    expect(run(book([100, 1, 99, 2], [101, 1, 102, 2]))).toBe(0);
    expect(run(book([100, 1], [101, 1, 102, 2]))).toBeUndefined();
  });
});

describeFormulaContract(depthWeightedPrice, { levels: 3, scale: 3 }, wanderingBooks(20, 100));
