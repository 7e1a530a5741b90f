import { describe, expect, it } from 'vitest';
import type { Bar } from '../../../domain/market/bar.ts';
import { unixMs } from '../../../domain/units/time.ts';
import { bookAt } from '../../contract-tests/sample-inputs.ts';
import { walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { FEATURE_WARM_UP, MarketFeatures } from './market-features.ts';

const after = (bars: readonly Bar[]): MarketFeatures => {
  const features = new MarketFeatures();
  for (const bar of bars) features.pushBar(bar);
  return features;
};

const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

/** `sig_t` of the catalogue with this memory, written from its definition. */
const volatilityOf = (returns: readonly number[], memory: number): number => {
  let variance = mean(returns.slice(0, 20).map((each) => each ** 2));
  for (const each of returns.slice(20)) variance = memory * variance + (1 - memory) * each ** 2;
  return Math.sqrt(variance);
};

/** Relative strength over 14 bars, written from its definition. */
const strengthOf = (changes: readonly number[]): number => {
  const wilder = (values: readonly number[]) =>
    values.slice(14).reduce((average, each) => average + (each - average) / 14, mean(values.slice(0, 14)));
  const gains = wilder(changes.map((each) => Math.max(each, 0)));
  return (100 * gains) / (gains + wilder(changes.map((each) => Math.max(-each, 0))));
};

describe('the features of a moment', () => {
  // One and a half days of the way in, so that the clock counts.
  const bars = walkBars(5, 130).map((bar, i) => ({
    ...bar,
    openTime: unixMs(86_400_000 + (360 + i) * 60_000),
    buyVolumeBase: bar.volumeBase * (0.3 + 0.004 * i),
  }));

  it('exist from the 61st bar', () => {
    expect(FEATURE_WARM_UP).toBe(61);
    expect(after(bars.slice(0, 60)).isWarm).toBe(false);
    expect(after(bars.slice(0, 61)).isWarm).toBe(true);
  });

  it('are those of the definition', () => {
    const closes = bars.map(({ close }) => close);
    const returns = closes.slice(1).map((close, i) => Math.log(close / (closes[i] ?? NaN)));
    const changes = closes.slice(1).map((close, i) => close - (closes[i] ?? NaN));
    const volatility = volatilityOf(returns, 0.94);
    const close = closes.at(-1) ?? NaN;
    const of20 = closes.slice(-20);
    const spread = Math.sqrt(mean(of20.map((each) => (each - mean(of20)) ** 2)));
    const last = bars.at(-1) ?? never();
    const of60 = bars.slice(-60);
    const traded = of60.reduce((sum, each) => sum + each.volumeBase, 0);
    const vwap =
      of60.reduce((sum, each) => sum + each.volumeBase * (each.high + each.low + each.close), 0) / 3 / traded;
    const moves = returns.slice(-60).map((each) => each - mean(returns.slice(-60)));
    const products = moves.slice(1).map((each, i) => each * (moves[i] ?? NaN));
    const squares = moves.reduce((sum, each) => sum + each ** 2, 0);
    // 130 bars after 6 o'clock it is 8:10.
    const angle = (2 * Math.PI * (8 * 60 + 10)) / 1440;
    const expected = [
      (returns.at(-1) ?? NaN) / volatility,
      Math.log(close / (closes.at(-6) ?? NaN)) / volatility / Math.sqrt(5),
      Math.log(close / (closes.at(-21) ?? NaN)) / volatility / Math.sqrt(20),
      Math.log(volatility / volatilityOf(returns, 0.99)),
      (close - mean(of20)) / spread,
      strengthOf(changes) / 50 - 1,
      Math.log(last.volumeBase / mean(bars.slice(-20).map(({ volumeBase }) => volumeBase))),
      (2 * close - last.high - last.low) / (last.high - last.low),
      2 * (0.3 + 0.004 * 129) - 1,
      0,
      (close - vwap) / (close * volatility * Math.sqrt(60)),
      products.reduce((sum, each) => sum + each, 0) / squares,
      Math.sin(angle),
      Math.cos(angle),
    ];
    const { values } = after(bars);
    expect(values).toHaveLength(14);
    expected.forEach((each, i) => expect(values[i], `feature ${i}`).toBeCloseTo(each, 10));
  });

  it('compare the five best levels of a book of the last minute', () => {
    const features = after(bars.slice(0, -1));
    const closedAt = (bars.at(-1)?.openTime ?? NaN) + 60_000;
    const level = (price: number, size: number) => [price, size];
    // 3 + 1 + 1 + 1 + 1 against 1 + 1 + 1 + 1 + 1; the sixth levels do not count.
    const bids = [3, 1, 1, 1, 1, 90].flatMap((size, i) => level(99 - i, size));
    const asks = [1, 1, 1, 1, 1, 7].flatMap((size, i) => level(100 + i, size));
    features.pushBook(bookAt(closedAt - 60_000, bids, asks));
    // Crossed, so it is passed over.
    features.pushBook(bookAt(closedAt - 1, [101, 1], [100, 9]));
    features.pushBar(bars.at(-1) ?? never());
    expect(features.values[9]).toBeCloseTo(2 / 12, 14);
    features.pushBar({ ...(bars.at(-1) ?? never()), openTime: unixMs(closedAt) });
    expect(features.values[9]).toBe(0);
  });

  it('are 0 where nothing moves, trades or is known', () => {
    const still = bars.map((bar) => ({
      ...bar,
      open: 100,
      high: 100,
      low: 100,
      close: 100,
      volumeBase: 0,
      buyVolumeBase: 0,
      tradeCount: 0,
    }));
    expect([...after(still).values.subarray(0, 12)]).toEqual(Array.from({ length: 12 }, () => 0));
    // A bar of a venue's history tells its volume, but not who bought.
    const history = bars.map((bar) => ({ ...bar, buyVolumeBase: 0, tradeCount: 0 }));
    expect(after(history).values[8]).toBe(0);
  });

  it('end at 5 either way', () => {
    const jump = { ...(bars.at(-1) ?? never()), close: 1e9, high: 1e9 };
    const { values } = after([...bars, ...bars, jump]);
    expect(Math.max(...values)).toBeLessThanOrEqual(5);
    expect(values[1]).toBeGreaterThan(1.5);
    expect(values[3]).toBeGreaterThan(0.5);
  });
});

function never(): never {
  throw new Error('a bar is missing');
}
