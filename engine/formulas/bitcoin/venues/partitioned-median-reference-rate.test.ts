import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { wanderingTrades } from '../../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../../formula.ts';
import { partitionedMedianReferenceRate, weightedMedian } from './partitioned-median-reference-rate.ts';

const { defaults } = partitionedMedianReferenceRate;
type Row = readonly [seconds: number, price: number, sizeBase: number];

const SHORT = { ...defaults, partitions: 3, length: 5 };
const TRADES: readonly Row[] = [
  [0, 100, 1],
  [1, 102, 3],
  [2, 101, 1],
  [6, 103, 2],
  [7, 105, 2],
  [12, 104, 1],
];

/** A trade at so many seconds: our own, or of another instrument. */
const own = (...[seconds, price, sizeBase]: Row): MarketStep => ({
  kind: 'trade',
  time: 1000 * seconds,
  trade: { time: 1000 * seconds, price, sizeBase, side: 'buy' },
});
const peer = ([seconds, price, sizeBase]: Row, isSameCoin = true): MarketStep => ({
  kind: 'peer-trade',
  time: 1000 * seconds,
  trade: { place: 1, isLeader: false, isSameCoin, price, sizeBase, side: 'sell' },
});

describe('the reference rate of partitions', () => {
  it('has the medians and the rate of the catalogue check', () => {
    const medians = [0, 1, 2].map((k) =>
      weightedMedian(
        new Map(
          TRADES.flatMap(([t, price, size]) => (Math.floor(t / 5) === k ? [[price, size] as const] : [])),
        ),
      ),
    );
    expect(medians).toEqual([102, 103, 104]);
    const run = partitionedMedianReferenceRate.start(SHORT);
    const values = [...TRADES, [15, 999, 1] as Row].map((row) => run(own(...row)));
    expect(values.slice(0, -1).every((each) => each === undefined)).toBe(true);
    expect(values.at(-1)).toBeCloseTo(103, 12);
  });

  it('takes the trades of the coin everywhere, and of no other coin', () => {
    const rate = (isSameCoin: boolean) => {
      const run = partitionedMedianReferenceRate.start(SHORT);
      TRADES.forEach((row) => run(peer(row, isSameCoin)));
      return run(own(15, 104, 1));
    };
    expect(rate(true)).toBeCloseTo(103, 12);
    expect(rate(false)).toBeUndefined();
  });

  it('leaves out stretches without a trade, and forgets those too long ago', () => {
    const run = partitionedMedianReferenceRate.start(SHORT);
    TRADES.forEach((row) => run(own(...row)));
    // Stretches 1, 2 and the silent 3 are left, then only silence.
    expect(run(own(20, 1, 1))).toBeCloseTo((103 + 104) / 2, 12);
    expect(run.readings?.['filled']?.()).toBe(2);
    expect(run(own(100, 1, 1))).toBeUndefined();
  });

  it('does not count the stretch it begins in the middle of', () => {
    const run = partitionedMedianReferenceRate.start({ ...SHORT, partitions: 1 });
    const values = [own(2, 50, 9), own(6, 100, 1), own(10, 7, 1)].map(run);
    expect(values).toEqual([undefined, undefined, 100]);
  });
});

describeFormulaContract(
  partitionedMedianReferenceRate,
  { ...defaults, partitions: 3, length: 2 },
  wanderingTrades(60, 500).map((trade): MarketStep => ({ kind: 'trade', time: trade.time, trade })),
);
