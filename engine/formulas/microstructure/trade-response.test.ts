import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { quoteStep, tradeStep, wanderingTape } from '../contract-tests/sample-inputs.ts';
import { tradeResponse } from './trade-response.ts';

const SETTINGS = { n: 10, least: 1, taker: 0.0004 };

/** The orders of the catalogue check, seven seconds later the first of the others. */
const CHECK = (['buy', 'sell', 'buy', 'buy'] as const).map((side, i) =>
  tradeStep(i, side, 100, 1, [100, 100.1, 100.05, 100.2][i] ?? NaN),
);

describe('the response of the mid to trades', () => {
  it('is that of the catalogue check: the mean of 10, 4.995005 and 14.992504 bps', () => {
    const run = tradeResponse.start({ ...SETTINGS, n: 3 });
    // Orders after which the mid stands, so that there is a value; three outcomes are as many as it remembers.
    CHECK.forEach(run);
    const rest = Array.from({ length: 7 }, (_, i) =>
      tradeStep(10 + i, i % 2 === 0 ? 'sell' : 'buy', 100, 1, 100.2),
    );
    rest.forEach(run);
    expect(readingOf(run, 'response1')).toBe(0);
    const all = tradeResponse.start(SETTINGS);
    [...CHECK, ...rest].forEach(all);
    expect(readingOf(all, 'response1')).toBeCloseTo((3 * 9.995_836_247_71) / 10, 9);
  });

  it('looks ten orders on for its value', () => {
    const run = tradeResponse.start(SETTINGS);
    const values = Array.from({ length: 12 }, (_, i) => run(tradeStep(i, 'buy', 100, 1, 100 + i / 10)));
    expect(values.slice(0, 10).every((value) => value === undefined)).toBe(true);
    expect(values[10]).toBeCloseTo(100, 9);
    // 100 bps and, from the second, 1 / 100.1.
    expect(values[11]).toBeCloseTo((100 + 10_000 / 100.1) / 2, 9);
    expect(readingOf(run, 'decay')).toBeNaN();
  });

  it('takes prints of one millisecond and side for one order, and quotes for none', () => {
    const run = tradeResponse.start(SETTINGS);
    for (let i = 0; i < 10; i += 1) {
      run(tradeStep(i, 'buy', 100, 1, 100 + i));
      run(tradeStep(i, 'buy', 100, 1, 150));
      run(quoteStep(i, 200, 1, 202, 1));
    }
    expect(run(tradeStep(10, 'buy', 100, 1, 110))).toBeCloseTo(1000, 9);
  });

  it('lets flow formulas through only where following pays for the fee and half the spread', () => {
    const gateAt = (move: number) => {
      const run = tradeResponse.start(SETTINGS);
      for (let i = 0; i < 12; i += 1) run(tradeStep(i, 'buy', 100, 1, 100 + i * move, 0.05));
      return readingOf(run, 'flowGate');
    };
    // 4 bps and 5 bps: ten orders have to move the mid by nine.
    expect([gateAt(0.01), gateAt(0.008)]).toEqual([1, 0.3]);
  });
});

const trades = wanderingTape(260, 400).filter(({ event }) => event === 'trade');
describeFormulaContract(tradeResponse, { n: 20, least: 5, taker: 0.0004 }, trades);
