import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { quote, wanderingQuotes } from '../contract-tests/sample-inputs.ts';
import { weightedMidPrice } from './weighted-mid-price.ts';

const valueOf = (bid: number, bidSize: number, ask: number, askSize: number) =>
  weightedMidPrice.start({ scale: 0.5 })(quote(0, bid, bidSize, ask, askSize));

describe('imbalance-weighted mid', () => {
  it('gives the number of the catalogue check: 100.5 at a mid of 100 is half of the half-spread', () => {
    expect(valueOf(99, 3, 101, 1)).toBe(0.5);
  });

  it('reaches -1 and +1 when one side holds everything', () => {
    expect(valueOf(99, 0, 101, 4)).toBe(-1);
    expect(valueOf(99, 4, 101, 0)).toBe(1);
  });

  it('has no value without size or without a spread', () => {
    expect(valueOf(99, 0, 101, 0)).toBeUndefined();
    expect(valueOf(100, 1, 100, 1)).toBeUndefined();
  });
});

describeFormulaContract(weightedMidPrice, { scale: 0.5 }, wanderingQuotes(10, 100));
