import type { Levels } from '../../../domain/market/levels.ts';
import type { LoopbackDialect, SocketEars, TopicMessage } from '../loopback-dialect.ts';
import { USUAL_FUNDING_RATE, type VenueMarket } from '../venue-market.ts';
import { answerBybit } from './bybit-rest.ts';

const SYMBOL_STREAMS: ReadonlySet<string> = new Set(['publicTrade', 'tickers', 'allLiquidation']);
const DEPTHS: ReadonlySet<number> = new Set([1, 50, 200, 1000]);

interface Request {
  readonly op?: unknown;
  readonly req_id?: string | number;
  readonly args?: unknown;
}

/** Bybit v5: snapshot and changes in one stream, numbered by `u` without holes. */
export const bybitLoopback: LoopbackDialect = {
  bookDepth: 50,
  limits: {
    weight: 600,
    perMs: 5000,
    weightOf: () => 1,
    refusedStatus: 403,
    bannedStatus: 403,
  },
  symbolOf: ({ base, quote }) => `${base}${quote}`,
  wireUpdateId: (updateId) => updateId,
  sideOf: (path) => (path === '/v5/public/spot' ? 'spot' : 'linear'),
  hear,
  tickMessages(market, { prints, updates }, now) {
    const messages: TopicMessage[] = [];
    if (prints.length > 0) {
      messages.push(
        messageOf(`publicTrade.${market.symbol}`, 'snapshot', now, {
          data: prints.map(({ aggressor, lots, ticks, tradeId, venueTime }) => ({
            T: venueTime,
            s: market.symbol,
            S: aggressor === 'buy' ? 'Buy' : 'Sell',
            v: market.size(lots),
            p: market.price(ticks),
            L: 'ZeroPlusTick',
            i: tradeId,
            BT: false,
          })),
        }),
      );
    }
    for (const [depth, { changes, updateId }] of updates) {
      messages.push(bookMessage(market, depth, { type: 'delta', now, ...changes, updateId }));
    }
    return messages;
  },
  tickerMessages: (market, now) => [tickerMessage(market, 'delta', now)],
  liquidationMessages: (market, { lots, side, ticks }, now) => [
    messageOf(`allLiquidation.${market.symbol}`, 'snapshot', now, {
      data: [
        {
          T: now,
          s: market.symbol,
          // The side of the position that was closed.
          S: side === 'sell' ? 'Buy' : 'Sell',
          v: market.size(lots),
          p: market.price(ticks),
        },
      ],
    }),
  ],
  answer: answerBybit,
};

function hear(text: string, ears: SocketEars): void {
  const request = JSON.parse(text) as Request;
  const answer = (message: string) =>
    ears.send({
      success: message === '' || message === 'pong',
      ret_msg: message,
      conn_id: 'loopback',
      req_id: request.req_id,
      op: request.op,
    });
  if (request.op === 'ping') return answer('pong');
  if (request.op !== 'subscribe' && request.op !== 'unsubscribe') return answer('error:invalid op');
  const topics = Array.isArray(request.args) ? request.args.map(String) : [];
  const strange = topics.find((topic) => marketOf(topic, ears) === undefined);
  if (strange !== undefined) return answer(`Invalid topic: ${strange}`);
  answer('');
  for (const topic of topics) {
    if (request.op === 'unsubscribe') ears.unsubscribe(topic);
    else subscribe(topic, ears);
  }
}

function subscribe(topic: string, ears: SocketEars): void {
  const market = marketOf(topic, ears);
  if (market === undefined) return;
  ears.subscribe(topic);
  const [stream, depth] = topic.split('.');
  if (stream === 'tickers') ears.send(tickerMessage(market, 'snapshot', ears.now).content);
  if (stream !== 'orderbook') return;
  const { top, updateId } = market.published(Number(depth));
  const snapshot = { type: 'snapshot', now: ears.now, ...top, updateId } as const;
  ears.send(bookMessage(market, Number(depth), snapshot).content);
}

function marketOf(topic: string, { markets }: SocketEars): VenueMarket | undefined {
  const [stream = '', second = '', third = ''] = topic.split('.');
  if (stream === 'orderbook') return DEPTHS.has(Number(second)) ? markets.find(third) : undefined;
  return SYMBOL_STREAMS.has(stream) ? markets.find(second) : undefined;
}

/** The ticker with what a perpetual's funding is computed from. */
function tickerMessage(market: VenueMarket, type: 'snapshot' | 'delta', now: number): TopicMessage {
  const { mark, openInterest, symbol } = market;
  return messageOf(`tickers.${symbol}`, type, now, {
    data: {
      symbol,
      ...(mark === undefined ? {} : { markPrice: mark }),
      openInterest,
      fundingRate: USUAL_FUNDING_RATE,
      nextFundingTime: String(market.fundingDueAt(now)),
    },
  });
}

interface BookContent {
  readonly type: 'snapshot' | 'delta';
  readonly now: number;
  readonly bids: Levels;
  readonly asks: Levels;
  readonly updateId: number;
}

function bookMessage(
  market: VenueMarket,
  depth: number,
  { asks, bids, now, type, updateId }: BookContent,
): TopicMessage {
  const data = { s: market.symbol, b: market.levels(bids), a: market.levels(asks), u: updateId };
  return messageOf(`orderbook.${depth}.${market.symbol}`, type, now, { cts: now, data });
}

const messageOf = (topic: string, type: string, ts: number, content: object): TopicMessage => ({
  topic,
  content: { topic, type, ts, ...content },
});
