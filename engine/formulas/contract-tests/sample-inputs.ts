import type { Bar } from '../../domain/market/bar.ts';
import type { Quote } from '../../domain/market/quote.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { BookSlice, PricePoint, TapeStep, TradeTick } from '../formula.ts';

type BidAndAsk = readonly [bid: number, bidSize: number, ask: number, askSize: number];

/** Inputs for tests, each a plain shape with the fields that matter given by position. */
export const quote = (time: number, ...[bid, bidSize, ask, askSize]: BidAndAsk): Quote => ({
  time: unixMs(time),
  bid,
  bidSize,
  ask,
  askSize,
});

export const prices = (...values: number[]): PricePoint[] =>
  values.map((value, index) => ({ time: (index + 1) * 60_000, value }));

export const book = (bids: number[], asks: number[]): BookSlice => ({ time: 0, bids, asks });

export const bookAt = (time: number, bids: number[], asks: number[]): BookSlice => ({ time, bids, asks });

export const trade = (time: number, side: 'buy' | 'sell', sizeBase: number): TradeTick => ({
  time,
  price: 100,
  sizeBase,
  side,
});

/** A quote as a step of the tape. */
export const quoteStep = (time: number, ...[bid, bidSize, ask, askSize]: BidAndAsk): TapeStep => ({
  time,
  event: 'quote',
  bid,
  bidSize,
  ask,
  askSize,
  price: 0,
  sizeBase: 0,
  side: 'buy',
});

/** A trade beside a quote of one on either side, `halfSpread` from `mid`. */
export const tradeStep = (
  time: number,
  side: 'buy' | 'sell',
  ...[price, sizeBase, mid, halfSpread = 0.5]: [number, number, number, number?]
): TapeStep => ({
  ...quoteStep(time, mid - halfSpread, 1, mid + halfSpread, 1),
  event: 'trade',
  price,
  sizeBase,
  side,
});

/** One-minute bars, the first of the day: high, low, close and volume of each. */
export const bars = (...rows: [high: number, low: number, close: number, volume?: number][]): Bar[] =>
  rows.map(([high, low, close, volumeBase = 1], index) => ({
    openTime: unixMs(index * 60_000),
    intervalMs: 60_000,
    open: low,
    high,
    low,
    close,
    volumeBase,
    buyVolumeBase: volumeBase / 2,
    tradeCount: 1,
  }));

/** A price path that rises, falls and stands still, always above zero. */
export const wanderingPrices = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => 100 + 5 * Math.sin(i / 3) + (i % 7 === 0 ? 0.5 : 0) + i / 50);

/** Bars around {@link wanderingPrices}, with volume. */
export const wanderingBars = (count: number): Bar[] =>
  bars(
    ...wanderingPrices(count).map((close, i): [number, number, number, number] => [
      close + 1,
      close - 1,
      close,
      1 + (i % 5),
    ]),
  );

/** A quote every `stepMs`, with prices and sizes that move both ways. */
export const wanderingQuotes = (count: number, stepMs: number): Quote[] =>
  wanderingPrices(count).map((mid, i) => quote(i * stepMs, mid - 0.5, 1 + (i % 4), mid + 0.5, 1 + (i % 3)));

/** A book of three levels a side every `stepMs` around {@link wanderingPrices}, with sizes that move both ways. */
export const wanderingBooks = (count: number, stepMs: number): BookSlice[] =>
  wanderingPrices(count).map((mid, i) =>
    bookAt(
      i * stepMs,
      [mid - 0.5, 1 + (i % 4), mid - 0.7, 2 + (i % 2), mid - 1, 5],
      [mid + 0.5, 1 + (i % 3), mid + 0.6, 2, mid + 1, 4 - (i % 3)],
    ),
  );

/** A trade every `stepMs` at {@link wanderingPrices}: three buys to two sells, sizes 1 to 4. */
export const wanderingTrades = (count: number, stepMs: number): TradeTick[] =>
  wanderingPrices(count).map((price, i) => ({
    time: i * stepMs,
    price,
    sizeBase: 1 + (i % 4),
    side: i % 5 < 3 ? 'buy' : 'sell',
  }));

/** Quotes of {@link wanderingQuotes} and trades of {@link wanderingTrades} in turns, a step every `stepMs`. */
export const wanderingTape = (count: number, stepMs: number): TapeStep[] => {
  const quotes = wanderingQuotes(count, stepMs);
  const trades = wanderingTrades(count, stepMs);
  return quotes.map((touch, i) => {
    const { bid, bidSize, ask, askSize } = i % 2 === 0 ? touch : (quotes[i - 1] ?? touch);
    const { price, sizeBase, side } = trades[i] ?? { price: bid, sizeBase: 1, side: 'buy' };
    const step = quoteStep(i * stepMs, bid, bidSize, ask, askSize);
    return i % 2 === 0 ? step : { ...step, event: 'trade', price, sizeBase, side };
  });
};
