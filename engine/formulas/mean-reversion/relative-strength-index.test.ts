import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { prices, wanderingPrices } from '../contract-tests/sample-inputs.ts';
import { relativeStrengthIndex } from './relative-strength-index.ts';

const lastOf = (n: number, ...values: number[]) =>
  prices(...values)
    .map(relativeStrengthIndex.start({ n }))
    .at(-1);

describe('relative strength index', () => {
  it('is Wilder’s: what pandas makes of ewm(alpha=1/3, adjust=False) begun at the mean of three', () => {
    expect(lastOf(3, 10, 11, 10.5, 11.5, 12, 11, 11.8)).toBeCloseTo(66.4634146341, 9);
  });

  it.each([
    ['100 when prices only rise', [1, 2, 3, 4], 100],
    ['0 when prices only fall', [4, 3, 2, 1], 0],
    ['50 when nothing moves', [2, 2, 2, 2], 50],
    ['75 when gains of 3 meet losses of 1', [2, 5, 4, 4], 75],
  ])('is %s', (_what, values, expected) => {
    expect(lastOf(3, ...values)).toBeCloseTo(expected, 12);
  });
});

describeFormulaContract(relativeStrengthIndex, { n: 5 }, prices(...wanderingPrices(40)));
