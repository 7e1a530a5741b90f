import { describe, expect, it } from 'vitest';
import { candlesOf } from './candle-history.ts';
import type { CcxtExchange } from './ccxt-exchange.ts';

const MINUTE_MS = 60_000;
const END = 1_700_000_040_000;

/** A venue that answers with the candles `from` to `to`, both of them included. */
const venueOf = (rows: (since: number, limit: number) => readonly number[]) =>
  ({
    fetchOHLCV: (_symbol: string, _frame: string, since: number, limit: number) =>
      Promise.resolve(rows(since, limit).map((openTime) => [openTime, 2, 3, 1, 2, 5])),
  }) as unknown as CcxtExchange;

const minutesFrom = (since: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => since + index * MINUTE_MS);

const timesOf = async (exchange: CcxtExchange, minutes: number, page: number) => {
  const candles = await candlesOf(exchange, {
    symbol: 'A/B',
    intervalMs: MINUTE_MS,
    count: minutes,
    page,
    venueNow: END + 5000,
  });
  return candles.map(({ openTime }) => openTime);
};

describe('the minutes a venue remembers', () => {
  const wanted = minutesFrom(END - 6 * MINUTE_MS, 6);

  it('are each told once where a page holds the first of the next', async () => {
    const inclusive = venueOf((since, limit) => minutesFrom(since, limit + 1));
    expect(await timesOf(inclusive, 6, 2)).toEqual(wanted);
  });

  it('are those that were asked for where a venue always gives its last', async () => {
    const generous = venueOf(() => minutesFrom(END - 10 * MINUTE_MS, 11));
    expect(await timesOf(generous, 6, 3)).toEqual(wanted);
  });

  it('come in order where a page begins with the newest', async () => {
    const backwards = venueOf((since, limit) => minutesFrom(since, limit).reverse());
    expect(await timesOf(backwards, 6, 3)).toEqual(wanted);
  });
});
