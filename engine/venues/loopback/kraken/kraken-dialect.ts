import { crc32 } from 'node:zlib';
import type { Levels } from '../../../domain/market/levels.ts';
import type { ChecksumFault } from '../checksum-fault.ts';
import type { LoopbackDialect, SocketEars, TopicMessage } from '../loopback-dialect.ts';
import type { BookSides } from '../reference-book.ts';
import { momentText } from '../moment-text.ts';
import type { VenueMarket } from '../venue-market.ts';
import { answerKraken } from './kraken-rest.ts';

interface Request {
  readonly method?: string;
  readonly req_id?: number;
  readonly params?: {
    readonly channel?: string;
    readonly symbol?: readonly string[];
    readonly depth?: number;
  };
}

const CHECKED_LEVELS = 10;
const DEPTHS: ReadonlySet<number> = new Set([10, 25, 100, 500, 1000]);
const USUAL_DEPTH = 10;
/** Kraken writes numbers, not text: what begins so loses its quotation marks on the wire. */
const NUMBER_MARK = '#';
const MARKED = /"#(-?[\d.]+)"/g;

/** Kraken's second socket about the sandbox's instruments as spot: checksums, no numbers of updates. */
export const krakenLoopback = (checksums: ChecksumFault): LoopbackDialect => ({
  bookDepth: 100,
  limits: { weight: 15, perMs: 15_000, weightOf: () => 1, refusedStatus: 429, bannedStatus: 403 },
  symbolOf: ({ base, quote }) => `${base}/${quote}`,
  wireUpdateId: (updateId) => updateId,
  sideOf: () => 'public',
  hear: (text, ears) => hear(text, ears, checksums),
  tickMessages(market, { prints, updates }, now) {
    const messages: TopicMessage[] = [];
    if (prints.length > 0) {
      const data = prints.map(({ aggressor, lots, ticks, tradeId, venueTime }) => ({
        symbol: market.symbol,
        side: aggressor,
        price: NUMBER_MARK + market.price(ticks),
        qty: NUMBER_MARK + market.size(lots),
        ord_type: 'market',
        trade_id: NUMBER_MARK + tradeId,
        timestamp: momentText(venueTime),
      }));
      messages.push({ topic: `trade.${market.symbol}`, content: { channel: 'trade', type: 'update', data } });
    }
    for (const [depth, update] of updates) {
      const checksum = checksums.sent(checksumOf(market, update));
      messages.push(bookMessage(market, depth, { type: 'update', ...update.changes, now, checksum }));
    }
    return messages;
  },
  tickerMessages: () => [],
  liquidationMessages: () => [],
  answer: answerKraken,
  numbered: (content) => JSON.stringify(content).replace(MARKED, '$1'),
});

function hear(text: string, ears: SocketEars, checksums: ChecksumFault): void {
  const request = JSON.parse(text) as Request;
  const { method, params = {}, req_id: id } = request;
  const time = { time_in: momentText(ears.now), time_out: momentText(ears.now) };
  if (method === 'ping') return ears.send({ method: 'pong', req_id: id, ...time });
  const answer = (content: object) => ears.send({ method, req_id: id, ...time, ...content });
  if (method !== 'subscribe' && method !== 'unsubscribe') {
    return answer({ success: false, error: 'Unsupported method' });
  }
  for (const symbol of params.symbol ?? []) {
    const asked = askedOf(symbol, params, ears);
    if (asked === undefined) {
      answer({ success: false, error: 'Currency pair not supported', symbol });
      continue;
    }
    answer({ success: true, result: { ...params, symbol, snapshot: true } });
    if (method === 'unsubscribe') ears.unsubscribe(asked.topic);
    else follow(asked, { ears, checksums });
  }
}

/** One topic of one market, with the depth where it is a book. */
interface Asked {
  readonly topic: string;
  readonly market: VenueMarket;
  readonly depth: number | undefined;
}

function askedOf(
  symbol: string,
  { channel, depth = USUAL_DEPTH }: NonNullable<Request['params']>,
  { markets }: SocketEars,
): Asked | undefined {
  const market = markets.find(symbol);
  if (market === undefined) return undefined;
  if (channel === 'trade') return { topic: `trade.${symbol}`, market, depth: undefined };
  return channel === 'book' && DEPTHS.has(depth)
    ? { topic: topicOf(symbol, depth), market, depth }
    : undefined;
}

function follow(
  { depth, market, topic }: Asked,
  { checksums, ears }: { ears: SocketEars; checksums: ChecksumFault },
): void {
  ears.subscribe(topic);
  if (depth === undefined) return;
  const { top } = market.published(depth);
  const checksum = checksums.sent(checksumOf(market, top));
  ears.send(bookMessage(market, depth, { type: 'snapshot', ...top, now: ears.now, checksum }).content);
}

const topicOf = (symbol: string, depth: number): string => `book.${depth}.${symbol}`;

interface BookContent extends BookSides {
  readonly type: 'snapshot' | 'update';
  readonly now: number;
  readonly checksum: number;
}

function bookMessage(
  market: VenueMarket,
  depth: number,
  { asks, bids, checksum, now, type }: BookContent,
): TopicMessage {
  const entry = {
    symbol: market.symbol,
    bids: levelsOf(market, bids),
    asks: levelsOf(market, asks),
    checksum: checksum >>> 0,
    timestamp: momentText(now),
  };
  return { topic: topicOf(market.symbol, depth), content: { channel: 'book', type, data: [entry] } };
}

const levelsOf = (market: VenueMarket, levels: Levels): object[] =>
  fixedLevels(market, levels).map(([price, qty]) => ({ price: NUMBER_MARK + price, qty: NUMBER_MARK + qty }));

/** Levels with all places of the pair written out. */
function fixedLevels({ instrument }: VenueMarket, levels: Levels): [string, string][] {
  const { lotSize, lotValue, tickSize, tickValue } = instrument;
  const wire: [string, string][] = [];
  for (let index = 0; index + 1 < levels.length; index += 2) {
    const price = (levels[index] as number) * tickValue;
    const size = (levels[index + 1] as number) * lotValue;
    wire.push([price.toFixed(placesOf(tickSize)), size.toFixed(placesOf(lotSize))]);
  }
  return wire;
}

const placesOf = (step: string): number => step.split('.')[1]?.length ?? 0;

function checksumOf(market: VenueMarket, { asks, bids }: BookSides): number {
  const digits = [asks, bids].flatMap((side) =>
    fixedLevels(market, side.slice(0, 2 * CHECKED_LEVELS))
      .flat()
      .map((text) => text.replace('.', '').replace(/^0+/, '')),
  );
  return crc32(digits.join(''));
}
