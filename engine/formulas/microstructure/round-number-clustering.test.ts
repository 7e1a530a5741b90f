import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { wanderingTrades } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { roundness, roundNumberClustering } from './round-number-clustering.ts';

const tradesAt = (...prices: number[]): MarketStep[] =>
  prices.map((price, time) => ({
    kind: 'trade',
    time,
    trade: { time, price, sizeBase: 1, side: 'buy' },
  }));

/** Bars whose closes are these. */
const closing = (...closes: number[]): MarketStep[] =>
  barsOfReturns([]).flatMap((bar) =>
    closes.map((close, i) => ({ kind: 'bar' as const, time: 60_000 * (i + 1), bar: { ...bar, close } })),
  );

/** Twenty returns of one hundredth, up and down in turns, that end at `price`. */
const calmUpTo = (price: number): MarketStep[] =>
  closing(...Array.from({ length: 21 }, (_, i) => (i % 2 === 0 ? price : price * Math.exp(-0.01))));

describe('clustering at round numbers', () => {
  it('gives the number of the catalogue check', () => {
    const found = [100_010, 99_990, 97_500, 101_900].map((price) => roundness(price, 10_000));
    [0.001, 0.001, 0.25, 0.19].forEach((each, i) => expect(found[i]).toBeCloseTo(each, 9));
    const run = roundNumberClustering.start({ n: 4, near: 0.02 });
    // Two of four within 0.02: 0.5 / 0.04. Below 100 000 steps are of 1000, and 99 990 is as near to one.
    expect(tradesAt(100_010, 99_990, 97_500, 101_900).map(run).at(-1)).toBeCloseTo(12.5, 9);
  });

  it('counts a price at the edge of the band on either side of a round one', () => {
    // Each 0.02 steps of 0.1 or of 1000 away, which the quotient of two decimals misses by a rounding.
    const run = roundNumberClustering.start({ n: 6, near: 0.02 });
    expect(tradesAt(1.198, 1.202, 2.098, 2.102, 96_980, 97_020).map(run).at(-1)).toBeCloseTo(25, 9);
  });

  it('halves a signal towards a round price where trades cluster', () => {
    const run = roundNumberClustering.start({ n: 4, near: 0.02 });
    [...tradesAt(100, 100, 100, 100), ...calmUpTo(109.7)].forEach(run);
    // 110 is 0.3 above 109.7, and a bar moves 1.097.
    expect(readingOf(run, 'distance')).toBeCloseTo(-0.3 / 1.097, 6);
    expect(readingOf(run, 'longGate')).toBe(0.5);
    expect(readingOf(run, 'shortGate')).toBe(1);
    expect(readingOf(run, 'gate')).toBe(1);
    expect(readingOf(run, 'roundPrice')).toBeCloseTo(110, 9);
    expect(readingOf(run, 'stopMargin')).toBeCloseTo(0.1097, 6);
  });

  it('lets everything through where trades do not cluster or the round price is far', () => {
    const gates = (prices: number[], close: number) => {
      const run = roundNumberClustering.start({ n: 4, near: 0.02 });
      [...tradesAt(...prices), ...calmUpTo(close)].forEach(run);
      return [readingOf(run, 'longGate'), readingOf(run, 'shortGate')];
    };
    expect(gates([103, 104, 105, 106], 109.7)).toEqual([1, 1]);
    expect(gates([100, 100, 100, 100], 107)).toEqual([1, 1]);
    expect(gates([100, 100, 100, 100], 110.3)).toEqual([1, 0.5]);
  });

  it('remembers for three bars that a round price was crossed', () => {
    const run = roundNumberClustering.start({ n: 4, near: 0.02 });
    tradesAt(100, 100, 100, 100).forEach(run);
    const found = closing(109.5, 109.8, 110.4, 110.5, 110.6, 110.7, 109.9).map((input) => {
      run(input);
      return readingOf(run, 'crossed');
    });
    expect(found).toEqual([0, 0, 1, 1, 1, 0, -1]);
  });
});

const inputs = [
  ...wanderingTrades(20, 1000).map((trade): MarketStep => ({ kind: 'trade', time: trade.time, trade })),
  ...calmUpTo(109.7).map((step): MarketStep => ({ ...step, time: step.time + 20_000 })),
];
describeFormulaContract(roundNumberClustering, { n: 40, near: 0.02 }, inputs);
