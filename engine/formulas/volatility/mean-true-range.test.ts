import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import { meanTrueRange } from './mean-true-range.ts';
import { trueRange } from './true-range.ts';

describe('true range', () => {
  it.each([
    ['the bar itself when the close before lies inside it', 11, 2],
    ['down to the close before after a gap up', 7, 5],
    ['up to the close before after a gap down', 15, 5],
  ])('reaches over %s', (_what, closeBefore, expected) => {
    expect(trueRange({ high: 12, low: 10 }, closeBefore)).toBe(expected);
  });
});

describe('average true range', () => {
  // True ranges 2, 2, 3, 2 when the first bar counts.
  const rows = bars([12, 10, 11], [13, 11, 12], [15, 13, 14], [14, 12, 12.5]);

  it('gives the number of the catalogue check: 7/3, then a third of the way to 2', () => {
    const values = rows.map(meanTrueRange.start({ n: 3, firstBar: 1 }));
    expect(values.slice(0, 2)).toEqual([undefined, undefined]);
    expect(values[2]).toBeCloseTo(7 / 3, 14);
    expect(values[3]).toBeCloseTo(7 / 3 + (2 - 7 / 3) / 3, 14);
  });

  it('can leave the first bar out, as other chart programs do', () => {
    const values = rows.map(meanTrueRange.start({ n: 3, firstBar: 0 }));
    expect(values).toEqual([undefined, undefined, undefined, (2 + 3 + 2) / 3]);
  });
});

describeFormulaContract(meanTrueRange, { n: 5, firstBar: 1 }, wanderingBars(40));
describeFormulaContract(meanTrueRange, { n: 5, firstBar: 0 }, wanderingBars(40));
