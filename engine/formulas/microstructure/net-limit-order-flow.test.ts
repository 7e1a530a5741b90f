import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { quoteStep, wanderingTape } from '../contract-tests/sample-inputs.ts';
import { netLimitOrderFlow } from './net-limit-order-flow.ts';

describe('net limit-order flow at the touch', () => {
  it('is that of the catalogue check: (4 - -2) of 4 + 2 + 3', () => {
    const run = netLimitOrderFlow.start({ T: 1 });
    const taken = (time: number, side: 'buy' | 'sell', sizeBase: number) => ({
      ...quoteStep(time, 100, 5, 101, 6),
      event: 'trade' as const,
      side,
      sizeBase,
      price: 100,
    });
    run(quoteStep(0, 100, 5, 101, 6));
    run(taken(500, 'sell', 2));
    run(taken(600, 'buy', 1));
    expect(run(quoteStep(700, 100, 4, 101, 6))).toBeUndefined();
    expect(run(quoteStep(1000, 100, 7, 101, 3))).toBeCloseTo(2 / 3, 12);
  });

  it.each([
    ['a better bid counts whole', quoteStep(1000, 100.5, 3, 101, 6), 1],
    ['a bid that is gone counts whole', quoteStep(1000, 99.5, 3, 101, 6), -1],
    ['a better ask counts whole', quoteStep(1000, 100, 5, 100.5, 3), -1],
    ['an ask that is gone counts whole', quoteStep(1000, 100, 5, 101.5, 3), 1],
    ['nothing at all is even', quoteStep(1000, 100, 5, 101, 6), 0],
    ['what rounding changes is nothing', quoteStep(1000, 100, 5 - 1e-15, 101, 6), 0],
  ])('%s', (_what, second, expected) => {
    const run = netLimitOrderFlow.start({ T: 1 });
    run(quoteStep(0, 100, 5, 101, 6));
    expect(run(second)).toBe(expected);
  });
});

describeFormulaContract(netLimitOrderFlow, { T: 2 }, wanderingTape(80, 500));
