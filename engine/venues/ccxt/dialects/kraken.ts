import krakenExchange from '../../../../node_modules/ccxt/js/src/pro/kraken.js';
import { fieldsOf } from '../../wire/frame-fields.ts';
import { inSteps } from '../../wire/in-steps.ts';
import { krakenChecksum } from '../../wire/kraken/kraken-checksum.ts';
import { krakenListing } from '../../wire/kraken/kraken-listing.ts';
import { readKrakenV2Message } from '../../wire/kraken/kraken-v2-frame.ts';
import type { CcxtExchange, CcxtExchangeClass } from '../ccxt-exchange.ts';
import { CheckedBook } from '../checked-book.ts';
import type { ListedInstrument, ListedMarket, VenueDialect, WatchCall } from '../dialect.ts';
import { wireStepsBySymbol } from '../wire-steps-by-symbol.ts';

/** Levels of each side that are subscribed to. */
export const KRAKEN_BOOK_DEPTH = 100;
/** The venue tells whole seconds: on average half of one has passed. */
const HALF_A_SECOND_MS = 500;

/** How messages begin that are about no book. */
const OF_NO_BOOK = /^\s*\{\s*"(channel"\s*:\s*"(trade|heartbeat|status)"|method")/;

/** What ccxt's class offers besides what all of them do. */
interface KrakenExchange extends CcxtExchange {
  getMessageHash(unifiedName: string, subscription: undefined, symbol: string): string;
}

/** A socket of ccxt with what is waited for on it. */
interface KrakenSocket {
  readonly subscriptions: Record<string, unknown>;
  readonly futures: Record<string, unknown>;
  send(message: unknown): Promise<unknown>;
}

/** Kraken's second socket, spot: a snapshot, then changes, each with a checksum and none with a number. */
export const kraken: VenueDialect = {
  title: 'Kraken',
  hosts: ['api.kraken.com', 'ws.kraken.com'],
  exchange: krakenExchange as unknown as CcxtExchangeClass,
  options: () => ({}),
  loopbackUrls: ({ restUrl, wsUrl }) => ({
    public: restUrl,
    private: restUrl,
    zendesk: restUrl,
    ws: { public: wsUrl, private: wsUrl, privateV2: `${wsUrl}/v2`, publicV2: `${wsUrl}/v2`, beta: wsUrl },
  }),
  // About a request a second for an address, some at once.
  rest: { weight: 15, perMs: 15_000, weightPerCost: 1 },
  // A book of 100 levels is below a tenth of it.
  largestMessageBytes: 1_048_576,
  list: listedOf,
  lines: (instruments) => [
    {
      name: 'public',
      calls: instruments.flatMap(({ symbol }): readonly WatchCall[] => [
        { kind: 'book', symbols: [symbol], watch: (exchange) => watchBook(exchange, symbol) },
        { kind: 'trades', symbols: [symbol], watch: (exchange) => exchange.watchTrades(symbol) },
      ]),
    },
  ],
  reader: (listed) => {
    const steps = wireStepsBySymbol(listed);
    return (text) => inSteps(readKrakenV2Message(text), (symbol) => steps.get(symbol));
  },
  mayHideBook: (text) => !OF_NO_BOOK.test(text),
  continuity: ({ steps }) => {
    const places = { price: placesOf(steps?.tickSize), size: placesOf(steps?.sizeStep) };
    return new CheckedBook({
      depth: KRAKEN_BOOK_DEPTH,
      checksum: (bids, asks) => krakenChecksum(bids, asks, places),
    });
  },
  resync: { kind: 'resubscribe', unwatch: unwatchBook, watch: watchBook },
  polls: [],
  time: async (exchange) => {
    const time = await exchange.fetchTime();
    return time === undefined ? undefined : time + HALF_A_SECOND_MS;
  },
  hasCoarseClock: true,
  candlePage: 720,
};

function listedOf(market: ListedMarket): ListedInstrument {
  if (market.active !== true) throw new RangeError(`kraken:${market.symbol} is not traded now`);
  const { instrument, steps, v2Symbol } = krakenListing(fieldsOf(market.info, 'a listing'));
  if (instrument === undefined) throw new RangeError(`kraken:${market.symbol} cannot be kept in the ledger`);
  return { instrument, steps, wireSymbol: v2Symbol };
}

const placesOf = (step: string | undefined): number => step?.split('.')[1]?.length ?? 0;

function watchBook(exchange: CcxtExchange, symbol: string): Promise<unknown> {
  return exchange.watchOrderBook(symbol, KRAKEN_BOOK_DEPTH);
}

/** ccxt knows no way to give a book of Kraken up, so the venue is asked directly and ccxt's memory of it cleared. */
async function unwatchBook(exchange: CcxtExchange, symbol: string): Promise<void> {
  const { urls } = exchange as { urls: { api: { ws: { publicV2: string } } } };
  const socket = exchange.client(urls.api.ws.publicV2) as unknown as KrakenSocket;
  await socket.send({
    method: 'unsubscribe',
    params: { channel: 'book', symbol: [symbol], depth: KRAKEN_BOOK_DEPTH },
  });
  const hash = (exchange as KrakenExchange).getMessageHash('orderbook', undefined, symbol);
  delete socket.subscriptions[hash];
  delete socket.futures[hash];
}
