import type { CcxtExchange } from './ccxt-exchange.ts';

/** A period of trading as the venue sums it up. Prices in quote units, volume in base units, doubles. */
export interface Candle {
  readonly openTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeBase: number;
}

/** Which candles are wanted: the last `count` whole ones of a length. */
export interface CandleWish {
  readonly symbol: string;
  /** A minute, half an hour, an hour or a day, in ms. */
  readonly intervalMs: number;
  readonly count: number;
  /** Asked before every page but the first: no more are fetched once it is so. Never when left out. */
  readonly isEnough?: (() => boolean) | undefined;
}

const TIMEFRAMES: ReadonlyMap<number, string> = new Map([
  [60_000, '1m'],
  [1_800_000, '30m'],
  [3_600_000, '1h'],
  [86_400_000, '1d'],
]);

/**
 * The last whole candles of a symbol, oldest first, `page` of them at a time and the newest page first; fewer
 * where the venue has fewer.
 * @throws {Error} naming what the venue answered, or that a candle is not one.
 */
export async function candlesOf(
  exchange: CcxtExchange,
  { count, intervalMs, isEnough, page, symbol, venueNow }: CandleWish & { venueNow: number; page: number },
): Promise<readonly Candle[]> {
  const timeframe = TIMEFRAMES.get(intervalMs);
  if (timeframe === undefined)
    throw new RangeError(`${symbol}: candles of ${intervalMs} ms are asked of no venue`);
  const end = Math.floor(venueNow / intervalMs) * intervalMs;
  const first = end - count * intervalMs;
  // Pages overlap where a venue counts their end in, or gives its last candles whatever is asked.
  const candles = new Map<number, Candle>();
  for (let until = end; until > first; until -= page * intervalMs) {
    if (until < end && isEnough?.() === true) break;
    const since = Math.max(first, until - page * intervalMs);
    const known = candles.size;
    for (const row of await exchange.fetchOHLCV(symbol, timeframe, since, (until - since) / intervalMs)) {
      const candle = candleOf(symbol, row);
      if (candle.openTime % intervalMs !== 0)
        throw new RangeError(
          `${symbol}: a candle of ${timeframe} must begin at a full one of UTC, was ${candle.openTime}`,
        );
      if (candle.openTime >= first && candle.openTime < end) candles.set(candle.openTime, candle);
    }
    // What is older the venue does not have.
    if (candles.size === known) break;
  }
  return [...candles.values()].sort((a, b) => a.openTime - b.openTime);
}

function candleOf(symbol: string, row: readonly (number | undefined)[]): Candle {
  const field = (index: number) => row[index] ?? Number.NaN;
  const [openTime, open, high, low] = [field(0), field(1), field(2), field(3)];
  const [close, volumeBase] = [field(4), field(5)];
  const isInside = low > 0 && low <= open && low <= close && high >= open && high >= close;
  if (!Number.isSafeInteger(openTime) || !isInside || !(volumeBase >= 0)) {
    throw new RangeError(
      `${symbol}: a candle must hold time, open, high, low, close, volume, was ${row.join(' ')}`,
    );
  }
  return { openTime, open, high, low, close, volumeBase };
}
