import type { Instrument } from '../../../domain/instrument/instrument.ts';
import bybitExchange from '../../../../node_modules/ccxt/js/src/pro/bybit.js';
import { readBybitText } from '../../wire/bybit/bybit-frame.ts';
import { BookSequence } from '../book-sequence.ts';
import type { CcxtExchange, CcxtExchangeClass } from '../ccxt-exchange.ts';
import type { Line, VenueDialect, WatchCall } from '../dialect.ts';
import { stepsBySymbol } from '../steps-by-symbol.ts';
import { type BybitCategory, bybitInstrument, categoryOf } from './bybit-instruments.ts';

/** Levels of each side that are subscribed to. */
export const BYBIT_BOOK_DEPTH = 50;

/** Bybit v5, spot and linear perpetuals: snapshot and changes in one stream, numbered without holes. */
export const bybit: VenueDialect = {
  title: 'Bybit',
  hosts: ['api.bybit.com', 'stream.bybit.com'],
  exchange: bybitExchange as unknown as CcxtExchangeClass,
  options: (symbols) => ({
    options: { fetchMarkets: { types: [...new Set(symbols.map(categoryOf))] } },
  }),
  loopbackUrls: ({ restUrl, wsUrl }) => ({
    ...Object.fromEntries(['spot', 'futures', 'v2', 'public', 'private'].map((name) => [name, restUrl])),
    ws: { public: { spot: `${wsUrl}/v5/public/spot`, linear: `${wsUrl}/v5/public/linear` } },
  }),
  // 600 requests in 5 s for an address, whatever they ask.
  rest: { weight: 600, perMs: 5000, weightPerCost: 1 },
  // A book of 1000 levels is below a tenth of it.
  largestMessageBytes: 2 * 1_048_576,
  list: (market) => ({ wireSymbol: market.id, instrument: bybitInstrument(market) }),
  lines: (instruments) =>
    (['linear', 'spot'] as const).flatMap((category) => {
      const its = instruments.filter(({ symbol }) => categoryOf(symbol) === category);
      return its.length === 0 ? [] : [lineOf(category, its)];
    }),
  reader: (listed) => {
    const steps = stepsBySymbol(listed);
    return (text) => readBybitText(text, (symbol) => steps.get(symbol));
  },
  continuity: () => new BookSequence(),
  resync: {
    kind: 'resubscribe',
    unwatch: (exchange, symbol) => exchange.unWatchOrderBook(symbol, { limit: BYBIT_BOOK_DEPTH }),
    watch: watchBook,
  },
  polls: [],
  candlePage: 1000,
};

function lineOf(category: BybitCategory, instruments: readonly Instrument[]): Line {
  return { name: category, calls: instruments.flatMap(({ symbol }) => callsOf(category, symbol)) };
}

function callsOf(category: BybitCategory, symbol: string): readonly WatchCall[] {
  const symbols = [symbol];
  const both: readonly WatchCall[] = [
    { kind: 'book', symbols, watch: (exchange) => watchBook(exchange, symbol) },
    { kind: 'trades', symbols, watch: (exchange) => exchange.watchTrades(symbol) },
  ];
  if (category === 'spot') return both;
  return [
    ...both,
    { kind: 'ticker', symbols, watch: (exchange) => exchange.watchTicker(symbol) },
    { kind: 'liquidations', symbols, watch: (exchange) => exchange.watchLiquidations(symbol) },
  ];
}

function watchBook(exchange: CcxtExchange, symbol: string): Promise<unknown> {
  return exchange.watchOrderBook(symbol, BYBIT_BOOK_DEPTH);
}
