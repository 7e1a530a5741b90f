import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { describeSignal } from '../contract-tests/describe-signal.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { quoteStep, tradeStep, wanderingTape } from '../contract-tests/sample-inputs.ts';
import { effectiveSpread } from './effective-spread.ts';
import { realizedSpread } from './realized-spread.ts';
import { toxicShare } from './toxic-share.ts';

describe('the effective spread', () => {
  it('is that of the catalogue check: (2 x 10 + 1 x 8) / 3 bps', () => {
    const run = effectiveSpread.start({ window: 300 });
    expect(run(tradeStep(1, 'buy', 100.05, 2, 100))).toBeCloseTo(10, 9);
    expect(run(tradeStep(2, 'sell', 99.96, 1, 100))).toBeCloseTo(28 / 3, 9);
    expect(run(quoteStep(3, 98, 1, 99, 1))).toBeCloseTo(28 / 3, 9);
  });

  it('is below zero where a taker dealt inside the quote', () => {
    expect(effectiveSpread.start({ window: 300 })(tradeStep(1, 'buy', 99.95, 1, 100))).toBeCloseTo(-10, 9);
  });
});

/** The trade of the catalogue check and the mid 5 s later. */
const tape = [
  tradeStep(0, 'buy', 100.05, 1, 100),
  quoteStep(4000, 100.02, 1, 100.04, 1),
  quoteStep(5000, 110, 1, 111, 1),
];

describe('the realized spread', () => {
  it.each([
    ['realized', 0, 2],
    ['impact', 1, 3],
    ['effective', 2, 5],
  ])('of the catalogue check: %s', (_what, part, expected) => {
    const values = tape.map(realizedSpread.start({ delay: 5, window: 600, part }));
    expect(values).toEqual([undefined, undefined, expect.closeTo(expected, 9)]);
  });

  it('knows nothing of a trade before its delay is over', () => {
    const run = realizedSpread.start({ delay: 5, window: 600, part: 0 });
    run(tradeStep(0, 'buy', 100.05, 1, 100));
    expect(run(quoteStep(4999, 50, 1, 51, 1))).toBeUndefined();
  });

  it('has three parts', () => {
    expect(() => realizedSpread.start({ delay: 5, window: 600, part: 3 })).toThrow('was 3');
    expect(() => realizedSpread.start({ delay: 0, window: 600, part: 0 })).toThrow('above 0 s, was 0');
  });
});

describe('the toxic share', () => {
  it('is that of the catalogue check: 3 of 5', () => {
    expect(tape.map(toxicShare.start({ delay: 5, window: 600 })).at(-1)).toBeCloseTo(0.6, 9);
  });

  it('has no value where takers paid nothing', () => {
    const run = toxicShare.start({ delay: 1, window: 600 });
    run(tradeStep(0, 'buy', 100, 1, 100));
    expect(run(quoteStep(2000, 100, 1, 101, 1))).toBeUndefined();
  });
});

const trades = wanderingTape(80, 500).filter(({ event }) => event === 'trade');
describeFormulaContract(effectiveSpread, { window: 10 }, trades);
describeFormulaContract(realizedSpread, { delay: 1, window: 10, part: 0 }, trades);
// Everybody pays half a spread of 0.5 here.
const paying = trades.map((each) => ({ ...each, price: each.side === 'buy' ? each.ask : each.bid }));
describeFormulaContract(toxicShare, { delay: 1, window: 10 }, paying);

describe('what spreads cost', () => {
  describeSignal(effectiveSpread, { window: 10 }, wanderingTape(60, 400), { cost: (value) => value / 2 });

  it('closes market making where makers lose more than they earn', () => {
    const run = realizedSpread.start({ delay: 1, window: 60, part: 0 });
    // The catalogue check: the taker pays 5 bps, the mid follows by 3.
    run(tradeStep(0, 'buy', 100.05, 1, 100));
    run(quoteStep(500, 99.98, 1, 100.08, 1));
    expect(run(quoteStep(1000, 99.98, 1, 100.08, 1))).toBeCloseTo(2, 9);
    const read = (name: string) => readingOf(run, name);
    expect(
      [read('effective'), read('realized'), read('impact')].map((each) => Math.round(each * 1e6) / 1e6),
    ).toEqual([5, 2, 3]);
    expect(read('toxicity')).toBeCloseTo(0.6, 9);
    expect(read('cost')).toBeCloseTo(-2, 9);
    expect(read('makerGate')).toBe(1);
    run(tradeStep(1100, 'buy', 100.05, 9, 100));
    run(quoteStep(1200, 100.95, 1, 101.05, 1));
    run(quoteStep(2200, 100.95, 1, 101.05, 1));
    expect(read('makerGate')).toBe(0);
  });
});
