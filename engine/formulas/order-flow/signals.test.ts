import { describe, expect, it } from 'vitest';
import { describeSignal } from '../contract-tests/describe-signal.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import {
  bookAt,
  quote,
  trade,
  tradeStep,
  wanderingBooks,
  wanderingQuotes,
  wanderingTape,
  wanderingTrades,
} from '../contract-tests/sample-inputs.ts';
import { depthWeightedPrice } from './depth-weighted-price.ts';
import { integratedOrderFlowImbalance } from './integrated-order-flow-imbalance.ts';
import { marketProfileValueArea } from './market-profile-value-area.ts';
import { midPriceBasis } from './mid-price-basis.ts';
import { tickBarMomentum } from './tick-bar-momentum.ts';
import { tickImbalanceBars } from './tick-imbalance-bars.ts';
import { tradeFlowImbalance } from './trade-flow-imbalance.ts';
import { volumeClockBars } from './volume-clock-bars.ts';
import { volumeDeltaDivergence } from './volume-delta-divergence.ts';
import { volumeRunsBars } from './volume-runs-bars.ts';
import { weightedMidPrice } from './weighted-mid-price.ts';

const clip = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
const trades = wanderingTrades(200, 400);

describe('what flow says', () => {
  describeSignal(weightedMidPrice, { scale: 0.5 }, wanderingQuotes(40, 100), {
    signal: (value) => clip(value / 0.5, -1, 1),
    confidence: Math.abs,
  });
  describeSignal(tradeFlowImbalance, { bucket: 1, window: 20, min_buckets: 5 }, trades, {
    signal: (value) => clip(value / 3, -1, 1),
    confidence: (value) => Math.min(1, Math.abs(value) / 3),
  });
  describeSignal(tickBarMomentum, { ticks: 3, n: 5 }, trades, {
    signal: (value) => Math.tanh(value / 1.5),
    confidence: (value) => Math.min(1, Math.abs(value) / 3),
  });
  describeSignal(tickImbalanceBars, { a: 0.5, ET0: 6, Eb0: 0.5, shortest: 1, longest: 50 }, trades, {
    signal: (value) => value,
    confidence: Math.abs,
  });
  describeSignal(volumeRunsBars, { a: 0.1, E0: 4, n: 3 }, trades, {
    signal: (value) => clip(2 * value, -1, 1),
    confidence: Math.abs,
  });

  it('is the price between the quotes, leaning to the thin side', () => {
    const run = weightedMidPrice.start({ scale: 0.5 });
    run(quote(0, 99, 3, 101, 1));
    // (99 * 1 + 101 * 3) / 4
    expect(readingOf(run, 'weightedMid')).toBe(100.5);
  });
});

describe('the depth-weighted price', () => {
  it('leans by its value in fading deviations', () => {
    const run = depthWeightedPrice.start({ levels: 3, scale: 3 });
    const values = wanderingBooks(30, 100).map((each) => run(each) ?? NaN);
    // Weights of 0.99, one more power for each step back; West's recursion has the same variance.
    const weights = values.map((_, i) => 0.99 ** (values.length - 1 - i));
    const all = weights.reduce((sum, each) => sum + each, 0);
    const mean = values.reduce((sum, each, i) => sum + each * (weights[i] ?? 0), 0) / all;
    const variance = values.reduce((sum, each, i) => sum + (weights[i] ?? 0) * (each - mean) ** 2, 0) / all;
    const z = (values.at(-1) ?? NaN) / Math.sqrt(variance);
    expect(readingOf(run, 'signal')).toBeCloseTo(Math.tanh(z / 3), 9);
    expect(readingOf(run, 'confidence')).toBeCloseTo(Math.min(1, Math.abs(z) / 4), 9);
  });
});

describe('the mid-price basis', () => {
  it('is believed less where nothing traded in the interval', () => {
    const run = midPriceBasis.start({ bucket: 1, scale: 2 });
    const at = (time: number) => tradeStep(time, 'buy', 100.5, 1, 100, 1);
    run(at(0));
    run(at(1000));
    const value = run(at(2000)) ?? NaN;
    // 0.5 over a spread of 2.
    expect(value).toBeCloseTo(0.25, 12);
    expect(readingOf(run, 'signal')).toBeCloseTo(Math.tanh(0.125), 12);
    expect(readingOf(run, 'confidence')).toBeCloseTo(0.25, 12);
    run(at(4000));
    expect(readingOf(run, 'confidence')).toBeCloseTo(0.3 * 0.25, 12);
  });

  describeSignal(midPriceBasis, { bucket: 1, scale: 1 }, wanderingTape(80, 300), { signal: Math.tanh });
});

describe('the divergence of the volume delta', () => {
  const settings = { n: 1, N: 4, barSec: 60 };

  it('is believed less where the flow is faint, and shows the delta of the day', () => {
    const run = volumeDeltaDivergence.start(settings);
    const flows = [4, -4, 4, -4, 4, -4, 0.1];
    const prices = [100, 101, 100, 101, 100, 101, 99];
    flows.forEach((flow, i) => {
      run({ ...trade(60_000 * i, flow > 0 ? 'buy' : 'sell', Math.abs(flow)), price: prices[i] ?? NaN });
    });
    const faint = run({ ...trade(420_000, 'buy', 1), price: 99 }) ?? NaN;
    expect(faint).toBeGreaterThan(1);
    expect(readingOf(run, 'signal')).toBeCloseTo(Math.tanh(faint / 2), 12);
    expect(readingOf(run, 'confidence')).toBeCloseTo(0.5 * clip((faint - 0.5) / 2, 0, 1), 12);
    expect(readingOf(run, 'dailyDelta')).toBeCloseTo(1.1, 12);
    run({ ...trade(86_400_000, 'sell', 3), price: 99 });
    expect(readingOf(run, 'dailyDelta')).toBeCloseTo(-3, 12);
  });

  describeSignal(volumeDeltaDivergence, { n: 3, N: 10, barSec: 1 }, trades, {
    signal: (value) => Math.tanh(value / 2),
  });
});

describe('the integrated flow', () => {
  it('leans by its value in deviations of the window', () => {
    const run = integratedOrderFlowImbalance.start({ levels: 2, bucket: 1, window: 50, refit: 60 });
    const values: number[] = [];
    let last = -1;
    for (const each of wanderingBooks(60, 250)) {
      const value = run(each);
      const second = Math.floor(each.time / 1000);
      if (value !== undefined && second !== last) values.push(value);
      last = second;
    }
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1);
    const z = (values.at(-1) ?? NaN) / Math.sqrt(variance);
    expect(readingOf(run, 'signal')).toBeCloseTo(clip(z / 2, -1, 1), 9);
    expect(readingOf(run, 'confidence')).toBeCloseTo(Math.min(1, Math.abs(z) / 3), 9);
  });
});

describe('the value area', () => {
  const bin = 1 / 100.5;
  const at = (time: number, price: number, sizeBase: number) => ({ ...trade(time, 'buy', sizeBase), price });

  it('turns prices back inside and follows them after two closes beyond', () => {
    const run = marketProfileValueArea.start({ window: 24, bin, share: 0.7, slot: 15 });
    [5, 20, 40, 25, 10].forEach((size, i) => run(at(i, 100.5 + i, size)));
    // From 101.5 to 103.5 around 102.5.
    const inside = run(at(60_000, 103, 1e-9)) ?? NaN;
    expect(inside).toBeCloseTo(0.25, 9);
    expect(readingOf(run, 'signal')).toBeCloseTo(-0.25, 9);
    expect(readingOf(run, 'confidence')).toBeCloseTo(0.25, 9);
    expect(readingOf(run, 'pointOfControl')).toBeCloseTo(102.5, 9);
    expect(readingOf(run, 'valueAreaLow')).toBeCloseTo(101.5, 9);
    expect(readingOf(run, 'valueAreaHigh')).toBeCloseTo(103.5, 9);
    const signals = [2, 3, 4, 5].map((minute) => {
      run(at(60_000 * minute, 106, 1e-9));
      return readingOf(run, 'signal');
    });
    // The close of minute 2 is known in minute 3, that of minute 3 in minute 4.
    expect(signals).toEqual([0, 0, 1, 1]);
    run(at(360_000, 102, 1e-9));
    expect(readingOf(run, 'signal')).toBeCloseTo(0.25, 9);
    run(at(420_000, 98, 1e-9));
    expect(readingOf(run, 'signal')).toBe(0);
  });
});

describe('the value area between two sides', () => {
  it('follows the price only beyond the edge behind which it closed twice', () => {
    const bin = 1 / 100.5;
    const at = (time: number, price: number, sizeBase: number) => ({
      ...trade(time, 'buy', sizeBase),
      price,
    });
    const run = marketProfileValueArea.start({ window: 24, bin, share: 0.7, slot: 15 });
    [5, 20, 40, 25, 10].forEach((size, i) => run(at(i, 100.5 + i, size)));
    const signals = [106, 98, 98, 98, 106].map((price, minute) => {
      run(at(60_000 * (minute + 1), price, 1e-9));
      return readingOf(run, 'signal');
    });
    // The first close below ends what the one above had begun; above again nothing was accepted.
    expect(signals).toEqual([0, 0, 0, -1, 0]);
  });
});

describe('the bars of the volume clock', () => {
  it('are those of the catalogue check', () => {
    const run = volumeClockBars.start({ per_day: 50, adv_days: 5, V: 10 });
    const at = (time: number, price: number, sizeBase: number, side: 'buy' | 'sell' = 'buy') => ({
      ...trade(time, side, sizeBase),
      price,
    });
    run(at(0, 100, 5));
    run(at(1000, 100, 5));
    run(at(2000, 100, 6, 'sell'));
    run(at(3000, 101, 10));
    // 6 at 100 and 4 at 101.
    const names = ['volume', 'open', 'high', 'low', 'close', 'vwap', 'seconds', 'buyShare'];
    const read = () => names.map((name) => readingOf(run, name));
    expect(read()).toEqual([10, 100, 101, 100, 101, expect.closeTo(100.4, 12), 2, 0.4]);
    run(at(7000, 102, 7));
    // 6 at 101 and 4 at 102; 3 wait.
    expect(read()).toEqual([10, 101, 102, 101, 102, expect.closeTo(101.4, 12), 4, 1]);
    run(at(8000, 103, 7, 'sell'));
    expect(readingOf(run, 'vwap')).toBeCloseTo((3 * 102 + 7 * 103) / 10, 12);
  });
});

describe('a book that changes nothing', () => {
  it('leaves the depth-weighted price without a lean', () => {
    const run = depthWeightedPrice.start({ levels: 2, scale: 3 });
    run(bookAt(0, [99, 1, 98, 1], [101, 1, 102, 1]));
    expect(readingOf(run, 'signal')).toBe(0);
  });
});
