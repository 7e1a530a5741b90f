import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { moneyFlowIndex } from './money-flow-index.ts';

const after = (...rows: [number, number, number, number][]) => {
  const run = moneyFlowIndex.start({ n: rows.length - 1 });
  const value = bars(...rows)
    .map(run)
    .at(-1);
  return { value, signal: readingOf(run, 'signal'), confidence: readingOf(run, 'confidence') };
};

describe('the money flow index', () => {
  it('gives the number of the catalogue check', () => {
    // Typical prices 9, 10, 9, 11: up 2000 + 1100, down 900.
    const { value, signal } = after([10, 8, 9, 100], [11, 9, 10, 200], [10, 8, 9, 100], [12, 10, 11, 100]);
    expect(value).toBeCloseTo(77.5, 9);
    expect(signal).toBeCloseTo((0.5 * 27.5) / 50, 12);
  });

  it('fades a flow that went one way only', () => {
    expect(after([10, 8, 9, 1], [11, 9, 10, 1], [12, 10, 11, 1])).toEqual({
      value: 100,
      signal: -1,
      confidence: 1,
    });
    expect(after([12, 10, 11, 1], [11, 9, 10, 1])).toEqual({ value: 0, signal: 1, confidence: 1 });
  });

  it('is in the middle where prices stand still', () => {
    expect(after([10, 8, 9, 5], [10, 8, 9, 5], [10, 8, 9, 5])).toEqual({
      value: 50,
      signal: 0,
      confidence: 0,
    });
  });
});

describeFormulaContract(moneyFlowIndex, { n: 5 }, walkBars(3, 30));
