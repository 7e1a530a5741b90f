import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { trade, wanderingTrades } from '../contract-tests/sample-inputs.ts';
import type { TradeTick } from '../formula.ts';
import { tickBarMomentum } from './tick-bar-momentum.ts';
import { tickImbalanceBars } from './tick-imbalance-bars.ts';
import { volumeClockBars } from './volume-clock-bars.ts';
import { volumeRunsBars } from './volume-runs-bars.ts';

const DAY_MS = 86_400_000;
const at = (time: number, price: number, sizeBase = 1, side: 'buy' | 'sell' = 'buy'): TradeTick => ({
  time,
  price,
  sizeBase,
  side,
});

describe('momentum of tick bars', () => {
  it('is the self-normalized sum of the catalogue check: 0.003 / sqrt(5.5e-6)', () => {
    const returns = [0.001, -0.0005, 0.002, 0.0005];
    let price = 100;
    const prints = [at(0, 1), at(1, price)];
    for (const each of returns) {
      price *= Math.exp(each);
      // The first trade of each bar of two says nothing.
      prints.push(at(2, 1), at(3, price));
    }
    const values = prints.map(tickBarMomentum.start({ ticks: 2, n: 4 }));
    expect(values.at(-1)).toBeCloseTo(1.279_204_298_13, 9);
    expect(values.slice(0, -1).every((value) => value === undefined)).toBe(true);
  });
});

describe('returns of volume bars', () => {
  const run = () => volumeClockBars.start({ per_day: 50, adv_days: 5, V: 10 });

  it('are those of the catalogue bars, which close at 101 and 102', () => {
    const next = run();
    expect(next(at(0, 100, 6))).toBeUndefined();
    expect(next(at(1000, 101, 10))).toBeUndefined();
    expect(next(at(5000, 102, 7))).toBeCloseTo(Math.log(102 / 101) / 2, 12);
  });

  it('have no pace where one trade fills two bars', () => {
    const next = run();
    next(at(0, 100, 10));
    expect(next(at(1000, 101, 25))).toBeUndefined();
    // 5 are left over: 5 more fill the next.
    expect(next(at(2000, 101, 5))).toBe(0);
  });

  it('take their size from the days before', () => {
    const next = volumeClockBars.start({ per_day: 2, adv_days: 1, V: 0 });
    next(at(0, 100, 1));
    next(at(DAY_MS, 100, 8));
    // 8 a whole day make bars of 4.
    next(at(2 * DAY_MS, 100, 4));
    expect(next(at(2 * DAY_MS + 4000, 110, 4))).toBeCloseTo(Math.log(1.1) / 2, 12);
  });
});

describe('tick imbalance bars', () => {
  it('close as those of the catalogue: after 3 trades with all signs up, then after 6 more', () => {
    const prices = [100, 101, 102, 103, 102, 103, 104, 105, 106, 105];
    const settings = { a: 0.5, ET0: 6, Eb0: 0.5, shortest: 1, longest: 5000 };
    const values = prices.map((price, i) => at(i, price)).map(tickImbalanceBars.start(settings));
    expect(values.slice(0, 2)).toEqual([undefined, undefined]);
    // The first came in half the time expected: full urgency, fading over the 4.5 trades now expected.
    expect(values[2]).toBe(1);
    expect(values[3]).toBeCloseTo(1 - 1 / 4.5, 12);
    expect(values[7]).toBe(0);
    // The second took 6 where 4.5 were expected; 5.25 are from here on.
    expect(values[8]).toBeCloseTo(4.5 / 6, 12);
    expect(values[9]).toBeCloseTo((4.5 / 6) * (1 - 1 / 5.25), 12);
  });

  it('refuses a weight above one', () => {
    expect(() => tickImbalanceBars.start({ ...tickImbalanceBars.defaults, a: 1.1 })).toThrow('was 1.1');
  });
});

describe('volume runs bars', () => {
  it('close as those of the catalogue: 6 bought, then 7 sold', () => {
    const tape: [size: number, side: 'buy' | 'sell'][] = [
      [1, 'buy'],
      [3, 'buy'],
      [2, 'buy'],
      [1, 'sell'],
      [4, 'sell'],
      [2, 'sell'],
    ];
    const prints = tape.map(([size, side], i) => trade(i, side, size));
    expect(prints.map(volumeRunsBars.start({ a: 0.5, E0: 5, n: 1 }))).toEqual([
      undefined,
      undefined,
      1,
      1,
      1,
      -1,
    ]);
    // The third size expected is 6.25: 6 more are not enough, a quarter more is.
    const run = volumeRunsBars.start({ a: 0.5, E0: 5, n: 1 });
    for (const each of prints) run(each);
    expect([run(trade(9, 'buy', 6)), run(trade(9, 'buy', 0.25))]).toEqual([-1, 1]);
  });

  it('begin at a hundredth of a day', () => {
    const run = volumeRunsBars.start({ a: 0.5, E0: 0, n: 1 });
    run(trade(0, 'buy', 1));
    run(trade(DAY_MS, 'buy', 200));
    expect(run(trade(2 * DAY_MS, 'sell', 1.5))).toBeUndefined();
    expect(run(trade(2 * DAY_MS, 'sell', 0.5))).toBe(-1);
  });
});

const rising = Array.from({ length: 10 }, (_, i) => at(i * 400, 80 + i));
const after = wanderingTrades(60, 400).map((each) => ({ ...each, time: each.time + 4000 }));
const even = wanderingTrades(60, 400).map((each) => ({ ...each, sizeBase: 5 }));
describeFormulaContract(tickBarMomentum, { ticks: 2, n: 4 }, wanderingTrades(60, 400));
describeFormulaContract(volumeClockBars, { per_day: 50, adv_days: 5, V: 5 }, even);
describeFormulaContract(tickImbalanceBars, { a: 0.5, ET0: 6, Eb0: 0.5, shortest: 1, longest: 50 }, [
  ...rising,
  ...after,
]);
describeFormulaContract(volumeRunsBars, { a: 0.1, E0: 1, n: 4 }, even);
