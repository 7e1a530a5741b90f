import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../numerics/normal-distribution.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeSignal } from '../contract-tests/describe-signal.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import {
  bars,
  prices,
  quote,
  quoteStep,
  trade,
  tradeStep,
  wanderingQuotes,
} from '../contract-tests/sample-inputs.ts';
import { amihudIlliquidity } from './amihud-illiquidity.ts';
import { bulkVolumeImbalance } from './bulk-volume-imbalance.ts';
import { chaikinMoneyFlow } from './chaikin-money-flow.ts';
import { largeTradeImbalance } from './large-trade-imbalance.ts';
import { leeReadyTradeSign } from './lee-ready-trade-sign.ts';
import { logQuoteSlope } from './log-quote-slope.ts';
import { moneyFlowIndex } from './money-flow-index.ts';
import { netLimitOrderFlow } from './net-limit-order-flow.ts';
import { orderFlowImbalance } from './order-flow-imbalance.ts';
import { quotedSpread } from './quoted-spread.ts';
import { rollSpread } from './roll-spread.ts';
import { upDownIlliquidityAsymmetry } from './up-down-illiquidity-asymmetry.ts';
import { volumeNodeProfile } from './volume-node-profile.ts';
import { vpin } from './vpin.ts';
import { vwapDeviation } from './vwap-deviation.ts';

const clip = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
const walk = walkBars(12, 120);

describe('what flow and spreads say', () => {
  describeSignal(bulkVolumeImbalance, { n: 10, m: 4 }, walk, {
    signal: (value) => Math.tanh(2 * value),
    confidence: (value) => Math.min(1, (Math.abs(value) * 2) / 2),
  });
  describeSignal(chaikinMoneyFlow, { n: 16 }, walk, {
    signal: (value) => Math.tanh(3 * value),
    confidence: (value) => Math.min(1, Math.abs(value) * 4),
  });
  describeSignal(moneyFlowIndex, { n: 6 }, walk, {
    signal: (value) => (value > 80 || value < 20 ? (50 - value) / 50 : (0.5 * (value - 50)) / 50),
    confidence: (value) => Math.abs(value - 50) / 50,
  });
  describeSignal(upDownIlliquidityAsymmetry, { n: 25 }, walk, {
    signal: (value) => -Math.tanh(value),
    confidence: (value) => 2 * normalCdf(Math.abs((value * 5) / 2.5)) - 1,
  });
  describeSignal(rollSpread, { n: 10 }, prices(...walk.map(({ close }) => close)), {
    cost: (value) => 5000 * value,
  });
  describeSignal(orderFlowImbalance, { T: 10, D: 60 }, wanderingQuotes(200, 700), {
    signal: (value) => Math.tanh(value / 2),
    confidence: (value) => Math.min(1, Math.abs(value) / 3),
  });
});

describe('the deviation from the volume-weighted price', () => {
  it('gives the numbers of the catalogue check, and leans back to the mean', () => {
    const run = vwapDeviation.start({ n: 4, k: 2, bw: 0.2, N: 100 });
    const rows = [
      [100, 1],
      [102, 3],
      [101, 2],
      [105, 2],
    ] as const;
    const value = bars(...rows.map(([p, v]): [number, number, number, number] => [p, p, p, v]))
      .map(run)
      .at(-1);
    expect(value).toBeCloseTo(1.60451490648, 9);
    expect(readingOf(run, 'exitLevel')).toBeCloseTo(102.25, 10);
    expect(readingOf(run, 'deviationPercent')).toBeCloseTo(2.68948655257, 9);
    expect(readingOf(run, 'bandwidth')).toBeCloseTo((4 * 1.7139136501) / 102.25, 9);
    expect(readingOf(run, 'signal')).toBeCloseTo(-1.60451490648 / 3, 9);
    // The only bandwidth so far has a rank of 0.5, which is not narrow.
    expect(readingOf(run, 'confidence')).toBeCloseTo(0.6 * 0.60451490648, 9);
  });

  it('says nothing within a deviation', () => {
    const run = vwapDeviation.start({ n: 20, k: 2, bw: 0.2, N: 100 });
    for (const bar of walk) {
      const z = run(bar) ?? 0;
      expect(readingOf(run, 'signal')).toBeCloseTo(Math.abs(z) >= 1 ? -clip(z / 3, -1, 1) : 0, 12);
    }
  });
});

describe('the flow of limit orders', () => {
  it('is believed by how much more was placed than taken', () => {
    const run = netLimitOrderFlow.start({ T: 1 });
    run(quoteStep(0, 100, 5, 101, 6));
    run(quoteStep(600, 100, 4, 101, 6));
    run({ ...tradeStep(700, 'sell', 100, 2, 100.5), bid: 100, bidSize: 4, ask: 101, askSize: 6 });
    run({ ...tradeStep(700, 'buy', 101, 1, 100.5), bid: 100, bidSize: 4, ask: 101, askSize: 6 });
    // The catalogue check: 4 on the bid, -2 on the ask, 3 taken.
    expect(run(quoteStep(1000, 100, 7, 101, 3))).toBeCloseTo(2 / 3, 12);
    expect(readingOf(run, 'signal')).toBeCloseTo(2 / 3, 12);
    expect(readingOf(run, 'confidence')).toBeCloseTo(6 / 3 / 5, 9);
  });
});

describe('the quoted spread', () => {
  it('costs half of it, and twice that where it is wider than nearly ever', () => {
    const run = quotedSpread.start({ T: 1, N: 100 });
    for (let second = 0; second <= 60; second += 1) run(quote(1000 * second, 99.9, 1, 100.1, 1));
    expect(readingOf(run, 'cost')).toBeCloseTo(10, 9);
    expect(readingOf(run, 'rank')).toBeCloseTo(0.5, 9);
    run(quote(61_000, 99.5, 1, 100.5, 1));
    const wide = run(quote(61_900, 99.5, 1, 100.5, 1)) ?? NaN;
    expect(wide).toBeGreaterThan(80);
    expect(readingOf(run, 'rank')).toBe(1);
    expect(readingOf(run, 'cost')).toBeCloseTo(wide, 9);
  });
});

describe('the log quote slope', () => {
  it('is the cost of a notional, and narrows entries where it trebles', () => {
    const run = logQuoteSlope.start({ T: 0.5, q: 1, notional: 10_000 });
    const slope = Math.log(100.1 / 99.9) / (2 * Math.log(1000));
    for (let i = 0; i <= 300; i += 1) run(quote(1000 * i, 99.9, 10, 100.1, 10));
    expect(readingOf(run, 'cost')).toBeCloseTo(10_000 * slope * Math.log(10_000), 9);
    expect(readingOf(run, 'entryGate')).toBe(1);
    for (let i = 301; i <= 310; i += 1) run(quote(1000 * i, 99.5, 10, 100.5, 10));
    expect(readingOf(run, 'entryGate')).toBe(0.3);
  });
});

describe('VPIN', () => {
  it('closes where it is high for what is usual here, or by any measure', () => {
    const settings = { ...vpin.defaults, n: 2, V: 10, N: 20 };
    const run = vpin.start(settings);
    const pour = (bought: number, buckets: number) => {
      for (let i = 0; i < buckets; i += 1) {
        run(trade(i, 'buy', bought));
        run(trade(i, 'sell', 10 - bought));
      }
    };
    pour(5, 30);
    expect(readingOf(run, 'rank')).toBeCloseTo(0.5, 12);
    expect(readingOf(run, 'gate')).toBe(1);
    pour(8, 1);
    // One-sided by 0.6 and 0: 0.3, higher than all but itself of the last twenty.
    expect(readingOf(run, 'rank')).toBeCloseTo(19.5 / 20, 12);
    expect(readingOf(run, 'gate')).toBeCloseTo((0.98 - 0.975) / (0.98 - 0.75), 12);
    pour(10, 25);
    // As high as ever by now, so that its rank is the middle one, but all on one side.
    expect(readingOf(run, 'gate')).toBe(0);
  });
});

describe('the illiquidity of Amihud', () => {
  it('makes positions smaller where it is above its median', () => {
    const run = amihudIlliquidity.start({ n: 1, N: 5 });
    const at = (close: number, volume: number): [number, number, number, number] => [
      close,
      close,
      close,
      volume,
    ];
    bars(at(100, 1), at(101, 1), at(100, 1), at(101, 1)).forEach(run);
    expect(readingOf(run, 'scale')).toBeCloseTo(1, 1);
    bars(at(106, 1)).forEach(run);
    // About five times the median of 1 %.
    expect(readingOf(run, 'scale')).toBeCloseTo(0.21, 1);
    bars(at(120, 0.5)).forEach(run);
    expect(readingOf(run, 'scale')).toBe(0.2);
  });
});

describe('the imbalance of large trades', () => {
  it('is believed from five of them on', () => {
    const run = largeTradeImbalance.start({ q: 0.95, T: 300, N: 1000 });
    for (let i = 0; i < 200; i += 1) run(trade(10 * i, i % 2 === 0 ? 'buy' : 'sell', 1));
    expect(readingOf(run, 'count')).toBeLessThanOrEqual(200);
    const late = 400_000;
    run(trade(late, 'buy', 50));
    run(trade(late + 10, 'sell', 0.1));
    expect(readingOf(run, 'count')).toBe(1);
    expect(readingOf(run, 'signal')).toBe(1);
    expect(readingOf(run, 'confidence')).toBeCloseTo(0.2, 12);
  });
});

describe('the side of a trade', () => {
  it('warns where tape and quotes are out of step', () => {
    const run = leeReadyTradeSign.start({ n: 5, lag: 0 });
    for (let i = 0; i < 4; i += 1) run(tradeStep(i, 'sell', 101, 1, 100));
    expect(readingOf(run, 'agreement')).toBe(0);
    expect(readingOf(run, 'feedWarning')).toBe(0);
    run(tradeStep(5, 'buy', 101, 1, 100));
    expect(readingOf(run, 'agreement')).toBe(0.2);
    expect(readingOf(run, 'feedWarning')).toBe(1);
  });
});

describe('the nodes of the profile', () => {
  const settings = { n: 20, bins: 10, hi: 1.5, lo: 0.2 };

  it('hold the price as support and resistance, believed by their height', () => {
    const run = volumeNodeProfile.start(settings);
    bars(
      [110, 100, 105, 10],
      [106, 105, 105.5, 100],
      [106, 105, 105.5, 100],
      [106, 105, 105.5, 100],
      [103, 103, 103, 0.001],
    ).forEach(run);
    expect(readingOf(run, 'resistance')).toBeCloseTo(105.5, 9);
    expect(readingOf(run, 'support')).toBeNaN();
    expect(readingOf(run, 'signal')).toBeCloseTo((3 - 2.5) / 5.5, 9);
    // Smoothed, the row of 301 between rows of 1 is 151 of 31.6 on average: far above twice the mean.
    expect(readingOf(run, 'confidence')).toBe(0.5);
  });

  it('let it through where nobody traded, believed by six tenths', () => {
    const run = volumeNodeProfile.start(settings);
    const between = [102.1, 102.2, 102.3, 102.4, 102.5, 102.6].map(
      (close): [number, number, number, number] => [close, close, close, 0],
    );
    bars([101, 100, 100.5, 50], [110, 109, 109.5, 50], ...between).forEach(run);
    expect(readingOf(run, 'signal')).toBe(1);
    expect(readingOf(run, 'confidence')).toBe(0.6);
  });
});
