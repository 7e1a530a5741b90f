import { unixMs } from '../../domain/units/time.ts';
import { PRICE_RANGE_MS, type PriceRange } from '../../domain/venue/price-range.ts';
import type { CcxtExchange } from '../ccxt/ccxt-exchange.ts';
import { AskFailed } from './ask-failed.ts';
import { plainDecimal } from './report-fields.ts';
import type { TradedInstrument } from './traded-instruments.ts';

/** Prices of every minute, as far back as the venue was asked for them. */
export interface PagedPrices {
  readonly ranges: readonly PriceRange[];
  /** One page of the venue reached back to where it was asked from. */
  readonly complete: boolean;
}

/**
 * The minutes of a market from `since` on, the one that has not ended yet among them, as far as one page of the venue
 * reaches.
 * @throws {AskFailed} when the venue does not answer or a minute is none.
 */
export async function pricesOf(
  exchange: CcxtExchange,
  traded: TradedInstrument,
  { page, since, venueNow }: { readonly since: number; readonly page: number; readonly venueNow: number },
): Promise<PagedPrices> {
  const minute = (at: number) => Math.floor(at / PRICE_RANGE_MS) * PRICE_RANGE_MS;
  const from = Math.max(minute(since), minute(venueNow) - (page - 1) * PRICE_RANGE_MS);
  const count = Math.round((minute(venueNow) - from) / PRICE_RANGE_MS) + 1;
  const rows = await rowsOf(exchange, traded, { from, count });
  const ranges = rows.map((row) => rangeOf(traded, row)).filter((range) => range.from >= from);
  return { ranges: ranges.toSorted((a, b) => a.from - b.from), complete: from <= minute(since) };
}

async function rowsOf(
  exchange: CcxtExchange,
  { instrument }: TradedInstrument,
  { count, from }: { readonly from: number; readonly count: number },
) {
  try {
    return await exchange.fetchOHLCV(instrument.symbol, '1m', from, count);
  } catch {
    // Only that it failed is told: what ccxt throws quotes addresses.
    throw new AskFailed({ kind: 'no-answer', because: 'NO_PRICES' });
  }
}

function rangeOf(
  traded: TradedInstrument,
  [time, , top, bottom]: readonly (number | undefined)[],
): PriceRange {
  const [high, low] = [top, bottom].map((at) =>
    traded.nearestTicksOf(plainDecimal(String(at), 'a price'), 'a price'),
  );
  if (high === undefined || low === undefined || low > high || !Number.isSafeInteger(time))
    throw new AskFailed({ kind: 'no-answer', because: 'BAD_PRICES' });
  return { from: unixMs(time ?? 0), high, low };
}
