import { describe, expect, it } from 'vitest';
import type { LiveVenue } from '../../domain/instrument/live-venues.ts';
import { ChecksumFault } from '../loopback/checksum-fault.ts';
import { binanceLoopback } from '../loopback/binance/binance-dialect.ts';
import { bybitLoopback } from '../loopback/bybit/bybit-dialect.ts';
import { coinbaseLoopback } from '../loopback/coinbase/coinbase-dialect.ts';
import { krakenLoopback } from '../loopback/kraken/kraken-dialect.ts';
import type { LoopbackDialect } from '../loopback/loopback-dialect.ts';
import { openLoopback } from '../loopback/loopback-venue.ts';
import { okxLoopback } from '../loopback/okx/okx-dialect.ts';
import type { ListedMarket } from './dialect.ts';
import { dialectOf } from './live-venues.ts';
import { realClock } from './real-clock.fixture.ts';
import { RestGate } from './rest-gate.ts';
import { VenueClient } from './venue-client.ts';

/** What ccxt makes of a listing, with the limits it has read from it. */
type ReadMarket = ListedMarket & {
  readonly limits: { readonly cost: { readonly max?: number | undefined } };
};

const VENUES: readonly (readonly [LiveVenue, LoopbackDialect, string, string | undefined])[] = [
  ['binance', binanceLoopback('spot'), 'BTC/USDT', '9000000'],
  ['binance-usdm', binanceLoopback('usdm'), 'BTC/USDT:USDT', undefined],
  ['bybit', bybitLoopback, 'BTC/USDT', '4000000'],
  ['bybit', bybitLoopback, 'BTC/USDT:USDT', undefined],
  ['okx', okxLoopback(new ChecksumFault()), 'BTC/USDT', '1000000'],
  ['okx', okxLoopback(new ChecksumFault()), 'BTC/USDT:USDT', undefined],
  ['coinbase', coinbaseLoopback, 'BTC/USDT', '150000000'],
  ['kraken', krakenLoopback(new ChecksumFault()), 'BTC/USDT', undefined],
];

describe('R-OR-07: what an order may be worth at most', () => {
  it.each(VENUES)('of %s is what its ccxt client reads (%#: %s)', async (name, loopback, symbol, most) => {
    const venue = await openLoopback({ dialect: loopback, seed: 7, clock: realClock, historyMinutes: 1 });
    const dialect = await dialectOf(name);
    const client = new VenueClient({
      dialect,
      symbols: [symbol],
      clock: realClock,
      gate: new RestGate(dialect.rest, realClock),
      loopback: { restUrl: venue.restUrl, wsUrl: venue.wsUrl },
      requestTimeoutMs: 10_000,
    });
    try {
      await client.exchange.loadMarkets(true);
      const market = (client.exchange.markets as Record<string, ReadMarket>)[symbol];
      const instrument = market && dialect.list(market).instrument;
      expect(instrument?.maxNotionalQuote).toBe(most);
      expect(market?.limits.cost.max).toBe(most === undefined ? undefined : Number(most));
    } finally {
      await client.close();
      await venue.close();
    }
  });
});
