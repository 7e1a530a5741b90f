import coinbaseExchange from '../../../../node_modules/ccxt/js/src/pro/coinbase.js';
import { readCoinbaseMessage } from '../../wire/coinbase/coinbase-frame.ts';
import { coinbaseListing } from '../../wire/coinbase/coinbase-listing.ts';
import { fieldsOf } from '../../wire/frame-fields.ts';
import { inSteps } from '../../wire/in-steps.ts';
import type { LiveMessage } from '../../wire/live-frame.ts';
import type { CcxtExchangeClass } from '../ccxt-exchange.ts';
import { CheckedBook } from '../checked-book.ts';
import type { ListedInstrument, ListedMarket, VenueDialect } from '../dialect.ts';
import { wireStepsBySymbol } from '../wire-steps-by-symbol.ts';

/** The method by which ccxt asks Coinbase for its time to the millisecond. */
interface CoinbaseRest {
  v3PublicGetBrokerageTime(): Promise<unknown>;
}

/** How the venue begins what it says about subscriptions. */
const SUBSCRIPTIONS = /^\s*\{\s*"channel"\s*:\s*"subscriptions"/;

/**
 * Coinbase Advanced Trade, spot: the whole book as a snapshot, then its changes. Not books but messages
 * are numbered, on each connection, so a hole costs the connection.
 */
export const coinbase: VenueDialect = {
  title: 'Coinbase',
  hosts: ['api.coinbase.com', 'advanced-trade-ws.coinbase.com'],
  exchange: coinbaseExchange as unknown as CcxtExchangeClass,
  // At most 8 messages a second without a key: four units of 34 ms each are below that.
  options: () => ({ options: { ws: { cost: 4 } } }),
  loopbackUrls: ({ restUrl, wsUrl }) => ({ rest: restUrl, ws: wsUrl }),
  // 10 requests in a second for an address; ccxt counts three for each.
  rest: { weight: 10, perMs: 1000, weightPerCost: 1 / 3 },
  // The whole book of a busy product is one message of 2 to 6 MB.
  largestMessageBytes: 16 * 1_048_576,
  list: listedOf,
  lines: (instruments) => {
    const symbols = instruments.map(({ symbol }) => symbol);
    return [
      {
        name: 'public',
        calls: [
          { kind: 'book', symbols, watch: (exchange) => exchange.watchOrderBookForSymbols([...symbols]) },
          { kind: 'trades', symbols, watch: (exchange) => exchange.watchTradesForSymbols([...symbols]) },
        ],
      },
    ];
  },
  reader: (listed) => {
    const steps = wireStepsBySymbol(listed);
    return (text) => {
      const message = inSteps(readCoinbaseMessage(text), (symbol) => steps.get(symbol));
      return SUBSCRIPTIONS.test(text) ? accepted(message) : message;
    };
  },
  continuity: () => new CheckedBook({}),
  resync: { kind: 'redial' },
  polls: [],
  time: async (exchange) => {
    const answer = await (exchange as unknown as CoinbaseRest).v3PublicGetBrokerageTime();
    return Number(fieldsOf(answer, 'the time')['epochMillis']);
  },
  candlePage: 300,
};

const accepted = (message: LiveMessage): LiveMessage =>
  message.kind === 'frames' ? { ...message, isAccepted: true } : message;

function listedOf(market: ListedMarket): ListedInstrument {
  if (market.active !== true) throw new RangeError(`coinbase:${market.symbol} is not traded now`);
  const product = fieldsOf(market.info, 'a product');
  const { alias } = product;
  // Its frames carry the other name, and nobody would know them.
  if (typeof alias === 'string' && alias !== '') {
    throw new RangeError(`coinbase:${market.symbol} is another name of ${alias}`);
  }
  const { instrument, steps, wireSymbol } = coinbaseListing(product);
  if (instrument === undefined)
    throw new RangeError(`coinbase:${market.symbol} cannot be kept in the ledger`);
  return { instrument, steps, wireSymbol };
}
