import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { quote, wanderingQuotes } from '../contract-tests/sample-inputs.ts';
import { quoteFlow } from './quote-flow.ts';

describe('order-flow imbalance of one event', () => {
  it('is what each update added to the buy side', () => {
    const quotes = [
      quote(0, 100, 10, 101, 8),
      // The bid grows by 2.
      quote(1, 100, 12, 101, 8),
      // The bid loses 5 and the ask gains 1.
      quote(2, 100, 7, 101, 9),
      // A better bid of 4.
      quote(3, 100.5, 4, 101, 9),
      // It is gone again.
      quote(4, 100, 6, 101, 9),
    ];
    expect(quotes.map(quoteFlow.start({}))).toEqual([undefined, 2, -6, 4, -4]);
  });
});

describeFormulaContract(quoteFlow, {}, wanderingQuotes(30, 100));
