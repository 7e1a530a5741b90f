import type { Levels } from '../../../domain/market/levels.ts';
import type { LoopbackDialect, SocketEars, TopicMessage } from '../loopback-dialect.ts';
import { momentText } from '../moment-text.ts';
import type { VenueMarket } from '../venue-market.ts';
import { answerCoinbase } from './coinbase-rest.ts';

interface Request {
  readonly type?: unknown;
  readonly product_ids?: unknown;
  readonly channel?: unknown;
}

/** The whole book is told. */
const WHOLE_BOOK = 5000;
const CHANNELS: ReadonlySet<unknown> = new Set(['level2', 'market_trades', 'heartbeats']);

/** Coinbase Advanced Trade about the sandbox's instruments as spot: every message of a connection has a number. */
export const coinbaseLoopback: LoopbackDialect = {
  bookDepth: WHOLE_BOOK,
  limits: { weight: 10, perMs: 1000, weightOf: () => 1, refusedStatus: 429, bannedStatus: 403 },
  symbolOf: ({ base, quote }) => `${base}-${quote}`,
  // The book has no number of its own: whoever follows it counts from 1.
  wireUpdateId: (updateId) => updateId,
  sideOf: () => 'public',
  hear,
  tickMessages(market, { prints, updates }, now) {
    const messages: TopicMessage[] = [];
    if (prints.length > 0) {
      const trades = prints.toReversed().map(({ aggressor, lots, ticks, tradeId, venueTime }) => ({
        product_id: market.symbol,
        trade_id: tradeId,
        price: market.price(ticks),
        size: market.size(lots),
        time: momentText(venueTime),
        // The side of the order that rested.
        side: aggressor === 'buy' ? 'SELL' : 'BUY',
      }));
      messages.push(messageOf(market, 'market_trades', now, { type: 'update', trades }));
    }
    for (const { changes } of updates.values())
      messages.push(bookMessage(market, 'update', { ...changes, now }));
    return messages;
  },
  tickerMessages: () => [],
  liquidationMessages: () => [],
  answer: answerCoinbase,
  numbered: (content, count) => JSON.stringify({ ...content, sequence_num: count }),
};

function hear(text: string, ears: SocketEars): void {
  const { channel, product_ids: products, type } = JSON.parse(text) as Request;
  const symbols = Array.isArray(products) ? products.map(String) : [];
  const markets = symbols.map((symbol) => ears.markets.find(symbol));
  const isKnown = CHANNELS.has(channel) && (type === 'subscribe' || type === 'unsubscribe');
  if (!isKnown || markets.includes(undefined)) {
    return ears.sendText(JSON.stringify({ type: 'error', message: 'channel or product is not known' }));
  }
  for (const market of markets) {
    if (market === undefined) continue;
    const topic = topicOf(market, String(channel));
    if (type === 'unsubscribe') ears.unsubscribe(topic);
    else ears.subscribe(topic);
    if (type === 'unsubscribe' || channel !== 'level2') continue;
    const { top } = market.published(WHOLE_BOOK);
    ears.send(bookMessage(market, 'snapshot', { ...top, now: ears.now }).content);
  }
  const subscriptions = type === 'unsubscribe' ? {} : { [String(channel)]: symbols };
  ears.send({
    channel: 'subscriptions',
    client_id: '',
    timestamp: momentText(ears.now),
    events: [{ subscriptions }],
  });
}

function bookMessage(
  market: VenueMarket,
  type: 'snapshot' | 'update',
  { asks, bids, now }: { bids: Levels; asks: Levels; now: number },
): TopicMessage {
  const side = (name: 'bid' | 'offer', levels: Levels) =>
    market.levels(levels).map(([price, size]) => ({
      side: name,
      event_time: momentText(now),
      price_level: price,
      new_quantity: size,
    }));
  const updates = [...side('bid', bids), ...side('offer', asks)];
  const { content } = messageOf(market, 'l2_data', now, { type, product_id: market.symbol, updates });
  return { topic: topicOf(market, 'level2'), content };
}

const messageOf = (market: VenueMarket, channel: string, now: number, event: object): TopicMessage => ({
  topic: topicOf(market, channel),
  content: { channel, client_id: '', timestamp: momentText(now), events: [event] },
});

const topicOf = (market: VenueMarket, channel: string): string => `${channel}.${market.symbol}`;
