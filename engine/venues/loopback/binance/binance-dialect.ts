import type { TradePrint } from '../../../domain/market/market-event.ts';
import type { ForcedOrder, LoopbackDialect, SocketEars, TopicMessage } from '../loopback-dialect.ts';
import type { PublishedUpdate } from '../published-book.ts';
import { USUAL_FUNDING_RATE, type VenueMarket } from '../venue-market.ts';
import { BINANCE_DEPTH, type BinanceSide, binanceUpdateId } from './binance-numbers.ts';
import { answerBinance, binanceWeightOf } from './binance-rest.ts';

interface Request {
  readonly method?: unknown;
  readonly params?: unknown;
  readonly id?: unknown;
}

/** Binance: changes without a snapshot, numbered by `U`, `u` and, on USD-M, `pu`. */
export const binanceLoopback = (side: BinanceSide): LoopbackDialect => ({
  bookDepth: BINANCE_DEPTH,
  limits: {
    weight: side === 'spot' ? 6000 : 2400,
    perMs: 60_000,
    weightOf: binanceWeightOf,
    refusedStatus: 429,
    bannedStatus: 418,
    usedHeader: 'x-mbx-used-weight-1m',
  },
  symbolOf: ({ base, quote }) => `${base}${quote}`,
  wireUpdateId: binanceUpdateId,
  sideOf: () => side,
  hear,
  tickMessages: (market, { prints, updates }, now) => [
    ...prints.map((print) => tradeMessage(market, print, { side, now })),
    ...[...updates.values()].map((update) => depthMessage(market, update, { side, now })),
  ],
  tickerMessages: (market, now) => {
    if (side === 'spot' || market.mark === undefined) return [];
    const content = {
      e: 'markPriceUpdate',
      E: now,
      s: market.symbol,
      p: market.mark,
      i: market.mark,
      P: market.mark,
      r: USUAL_FUNDING_RATE,
      T: market.fundingDueAt(now),
    };
    return [messageOf(market, 'markPrice@1s', content)];
  },
  liquidationMessages: (market, order, now) => [forcedMessage(market, order, now)],
  answer: (request) => answerBinance(request, side),
});

function tradeMessage(
  market: VenueMarket,
  print: TradePrint,
  { now, side }: { side: BinanceSide; now: number },
): TopicMessage {
  return messageOf(market, 'trade', {
    e: 'trade',
    E: now,
    s: market.symbol,
    t: Number(print.tradeId),
    p: market.price(print.ticks),
    q: market.size(print.lots),
    T: print.venueTime,
    m: print.aggressor === 'sell',
    ...(side === 'spot' ? { M: true } : { X: 'MARKET' }),
  });
}

function forcedMessage(market: VenueMarket, { lots, side, ticks }: ForcedOrder, now: number): TopicMessage {
  const o = {
    s: market.symbol,
    S: side === 'buy' ? 'BUY' : 'SELL',
    o: 'LIMIT',
    f: 'IOC',
    q: market.size(lots),
    p: market.price(ticks),
    ap: market.price(ticks),
    X: 'FILLED',
    l: market.size(lots),
    z: market.size(lots),
    T: now,
  };
  return messageOf(market, 'forceOrder', { e: 'forceOrder', E: now, o });
}

function depthMessage(
  market: VenueMarket,
  { changes, updateId }: PublishedUpdate,
  { now, side }: { side: BinanceSide; now: number },
): TopicMessage {
  const before = binanceUpdateId(updateId - 1);
  return messageOf(market, 'depth@100ms', {
    e: 'depthUpdate',
    E: now,
    ...(side === 'usdm' ? { T: now } : {}),
    s: market.symbol,
    U: before + 1,
    u: binanceUpdateId(updateId),
    ...(side === 'usdm' ? { pu: before } : {}),
    b: market.levels(changes.bids),
    a: market.levels(changes.asks),
  });
}

function hear(text: string, ears: SocketEars): void {
  const { id, method, params } = JSON.parse(text) as Request;
  const topics = Array.isArray(params) ? params.map(String) : [];
  const isKnown = topics.every((topic) => {
    const [symbol = ''] = topic.split('@');
    return ears.markets.find(symbol.toUpperCase()) !== undefined;
  });
  if ((method !== 'SUBSCRIBE' && method !== 'UNSUBSCRIBE') || !isKnown) {
    return ears.send({ error: { code: 2, msg: 'Invalid request' }, id });
  }
  for (const topic of topics) {
    if (method === 'SUBSCRIBE') ears.subscribe(topic);
    else ears.unsubscribe(topic);
  }
  ears.send({ result: null, id });
}

const messageOf = (market: VenueMarket, stream: string, content: object): TopicMessage => ({
  topic: `${market.symbol.toLowerCase()}@${stream}`,
  content,
});
