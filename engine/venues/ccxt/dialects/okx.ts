import okxExchange from '../../../../node_modules/ccxt/js/src/pro/okx.js';
import type { Instrument } from '../../../domain/instrument/instrument.ts';
import { fieldsOf, listOf } from '../../wire/frame-fields.ts';
import { inSteps } from '../../wire/in-steps.ts';
import type { InstrumentFrame } from '../../wire/live-frame.ts';
import { okxChecksum } from '../../wire/okx/okx-checksum.ts';
import { readOkxMessage } from '../../wire/okx/okx-frame.ts';
import { okxListing } from '../../wire/okx/okx-listing.ts';
import type { CcxtExchange, CcxtExchangeClass } from '../ccxt-exchange.ts';
import { CheckedBook } from '../checked-book.ts';
import type { Line, ListedInstrument, ListedMarket, VenueDialect, WatchCall } from '../dialect.ts';
import { wireStepsBySymbol } from '../wire-steps-by-symbol.ts';

/** Levels of each side that the channel `books` keeps. */
export const OKX_BOOK_DEPTH = 400;
const OPEN_INTEREST_EVERY_MS = 60_000;

/** What ccxt's class offers besides what all of them do. */
interface OkxExchange extends CcxtExchange {
  watchFundingRates(symbols: string[]): Promise<unknown>;
  publicGetPublicOpenInterest(query: object): Promise<unknown>;
}

/** OKX v5: a snapshot, then changes linked by `prevSeqId`, with a checksum where the venue sends one. */
export const okx: VenueDialect = {
  title: 'OKX',
  hosts: ['www.okx.com', 'ws.okx.com:8443'],
  exchange: okxExchange as unknown as CcxtExchangeClass,
  options: (symbols) => ({
    options: {
      fetchMarkets: {
        types: [...new Set(symbols.map((symbol) => (symbol.includes(':') ? 'swap' : 'spot')))],
      },
    },
  }),
  loopbackUrls: ({ restUrl, wsUrl }) => ({ rest: restUrl, ws: `${wsUrl}/ws/v5` }),
  // 20 requests in 2 s for instruments, time and open interest alike.
  rest: { weight: 20, perMs: 2000, weightPerCost: 1 },
  // A book of 400 levels is below a tenth of it.
  largestMessageBytes: 1_048_576,
  list: listedOf,
  lines: linesOf,
  reader: (listed) => {
    const steps = wireStepsBySymbol(listed);
    return (text) => inSteps(readOkxMessage(text), (symbol) => steps.get(symbol));
  },
  continuity: () => new CheckedBook({ checksum: okxChecksum }),
  resync: {
    kind: 'resubscribe',
    unwatch: (exchange, symbol) => exchange.unWatchOrderBook(symbol),
    watch: (exchange, symbol) => exchange.watchOrderBook(symbol),
  },
  polls: [
    {
      kind: 'open-interest',
      everyMs: OPEN_INTEREST_EVERY_MS,
      isFor: ({ kind }) => kind === 'linear-perpetual',
      ask: askOpenInterest,
    },
  ],
  candlePage: 100,
};

function listedOf(market: ListedMarket): ListedInstrument {
  if (market.active !== true) throw new RangeError(`okx:${market.symbol} is not traded now`);
  const { instrument, steps, wireSymbol } = okxListing(fieldsOf(market.info, 'a listing'));
  if (instrument === undefined) {
    throw new RangeError(
      `okx:${market.symbol} must be spot or a linear perpetual, is of type ${market.type}`,
    );
  }
  return { instrument, steps, wireSymbol };
}

function linesOf(instruments: readonly Instrument[]): readonly Line[] {
  const perpetuals = instruments.flatMap(({ kind, symbol }) => (kind === 'linear-perpetual' ? [symbol] : []));
  const calls: WatchCall[] = instruments.flatMap(({ symbol }) => {
    const symbols = [symbol];
    return [
      { kind: 'book', symbols, watch: (exchange) => exchange.watchOrderBook(symbol) },
      { kind: 'trades', symbols, watch: (exchange) => exchange.watchTrades(symbol) },
    ] satisfies WatchCall[];
  });
  for (const symbol of perpetuals) {
    const symbols = [symbol];
    calls.push({ kind: 'ticker', symbols, watch: (exchange) => exchange.watchMarkPrices([symbol]) });
    calls.push({
      kind: 'ticker',
      symbols,
      watch: (exchange) => (exchange as OkxExchange).watchFundingRates([symbol]),
    });
  }
  // One subscription tells the forced orders of all perpetuals.
  if (perpetuals.length > 0) {
    calls.push({
      kind: 'liquidations',
      symbols: perpetuals,
      watch: (exchange) => exchange.watchLiquidationsForSymbols([...perpetuals]),
    });
  }
  return [{ name: 'public', calls }];
}

async function askOpenInterest(
  exchange: CcxtExchange,
  { wireSymbol }: ListedInstrument,
): Promise<InstrumentFrame> {
  const answer = await (exchange as OkxExchange).publicGetPublicOpenInterest({ instId: wireSymbol });
  const entries = listOf(fieldsOf(answer, 'an answer')['data'], 'data');
  const entry = entries.map((each) => fieldsOf(each, 'an entry')).find(({ instId }) => instId === wireSymbol);
  const openInterestBase = typeof entry?.['oiCcy'] === 'string' ? Number(entry['oiCcy']) : Number.NaN;
  const venueTime = Number(entry?.['ts']);
  if (!(openInterestBase >= 0) || !Number.isSafeInteger(venueTime)) {
    throw new RangeError(
      `${wireSymbol}: open interest must be told with its time, was ${String(entry?.['oiCcy'])}`,
    );
  }
  return {
    kind: 'ticker',
    symbol: wireSymbol,
    venueTime,
    markTicks: undefined,
    fundingRateE8: undefined,
    nextFundingTime: undefined,
    openInterestBase,
  };
}
