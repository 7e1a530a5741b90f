import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { quoteStep, tradeStep, wanderingTape } from '../contract-tests/sample-inputs.ts';
import { leeReadyTradeSign } from './lee-ready-trade-sign.ts';
import { tradeSideAgreement } from './trade-side-agreement.ts';

describe('the side of a trade by Lee and Ready', () => {
  it('is that of the catalogue check: against the mid first, then by the last change of price', () => {
    const trades: [price: number, mid: number][] = [
      [100.1, 100],
      [100, 100],
      [99.9, 100],
      [99.9, 99.9],
      [100, 100],
    ];
    const steps = trades.map(([price, mid], i) => tradeStep(i, 'buy', price, 1, mid));
    expect(steps.map(leeReadyTradeSign.start({ n: 1000, lag: 0 }))).toEqual([1, -1, -1, -1, 1]);
  });

  it('stays while quotes change', () => {
    const run = leeReadyTradeSign.start({ n: 1000, lag: 0 });
    run(tradeStep(1, 'buy', 99, 1, 100));
    expect(run(quoteStep(2, 90, 1, 91, 1))).toBe(-1);
  });

  it('compares with the quote that is old enough', () => {
    const run = leeReadyTradeSign.start({ n: 1000, lag: 100 });
    run(quoteStep(0, 99, 1, 101, 1));
    run(quoteStep(950, 109, 1, 111, 1));
    // 105 is above the mid of 100, which is the last one 100 ms old, and below the 110 of just now.
    expect(run(tradeStep(1000, 'buy', 105, 1, 110))).toBe(1);
    expect(run(tradeStep(1060, 'buy', 105, 1, 110))).toBe(-1);
  });

  it('knows of nothing before a quote is old enough', () => {
    expect(leeReadyTradeSign.start({ n: 1000, lag: 100 })(tradeStep(5, 'buy', 105, 1, 110))).toBeUndefined();
  });

  it('refuses a lag below zero', () => {
    expect(() => leeReadyTradeSign.start({ n: 1000, lag: -1 })).toThrow('not negative, was -1 ms');
  });
});

describe('the agreement of reported and inferred sides', () => {
  it('is the share of the last trades in which both are the same', () => {
    const run = tradeSideAgreement.start({ n: 4, lag: 0 });
    const steps = [
      tradeStep(1, 'buy', 101, 1, 100),
      tradeStep(2, 'sell', 101, 1, 100),
      tradeStep(3, 'sell', 99, 1, 100),
      tradeStep(4, 'sell', 99, 1, 100),
      tradeStep(5, 'buy', 99, 1, 100),
    ];
    expect(steps.map(run)).toEqual([undefined, undefined, undefined, 0.75, 0.5]);
  });
});

const trades = wanderingTape(60, 400).filter(({ event }) => event === 'trade');
describeFormulaContract(leeReadyTradeSign, { n: 5, lag: 0 }, trades);
describeFormulaContract(tradeSideAgreement, { n: 5, lag: 0 }, trades);
