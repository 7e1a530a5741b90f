import type { CcxtExchange } from './ccxt-exchange.ts';

/** One minute of trading as the venue sums it up. Prices in quote units, volume in base units, doubles. */
export interface Candle {
  readonly openTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeBase: number;
}

const MINUTE_MS = 60_000;

/**
 * The last `minutes` whole minutes of a symbol, oldest first, `page` of them at a time; fewer where the
 * venue has fewer.
 * @throws {Error} naming what the venue answered, or that a candle is not one.
 */
export async function candlesOf(
  exchange: CcxtExchange,
  { minutes, page, symbol, venueNow }: { symbol: string; minutes: number; venueNow: number; page: number },
): Promise<readonly Candle[]> {
  const end = Math.floor(venueNow / MINUTE_MS) * MINUTE_MS;
  const first = end - minutes * MINUTE_MS;
  // Pages overlap where a venue counts their end in, or gives its last minutes whatever is asked.
  const candles = new Map<number, Candle>();
  for (let since = first; since < end; since += page * MINUTE_MS) {
    const count = Math.min(page, (end - since) / MINUTE_MS);
    for (const row of await exchange.fetchOHLCV(symbol, '1m', since, count)) {
      const candle = candleOf(symbol, row);
      if (candle.openTime >= first && candle.openTime < end) candles.set(candle.openTime, candle);
    }
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
