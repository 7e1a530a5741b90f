import { crc32 } from 'node:zlib';
import type { Levels } from '../../../domain/market/levels.ts';
import type { ChecksumFault } from '../checksum-fault.ts';
import type { ForcedOrder, LoopbackDialect, SocketEars, TopicMessage } from '../loopback-dialect.ts';
import type { MarketTick } from '../market-tick.ts';
import type { BookSides } from '../reference-book.ts';
import { USUAL_FUNDING_RATE, type VenueMarket } from '../venue-market.ts';
import { answerOkx } from './okx-rest.ts';

interface Argument {
  readonly channel?: string;
  readonly instId?: string;
  readonly instType?: string;
}

const DEPTH = 400;
const CHECKED_LEVELS = 25;
/** OKX's numbers grow by more than one, which only the link to the number before makes sure of. */
const NUMBER_STEP = 3;
const SWAP = '-SWAP';
const CHANNELS: ReadonlySet<string> = new Set(['books', 'trades', 'mark-price', 'funding-rate']);

/** OKX v5: every instrument as a perpetual of one lot per contract and, by the same book, as spot. */
export const okxLoopback = (checksums: ChecksumFault): LoopbackDialect => ({
  bookDepth: DEPTH,
  limits: { weight: 20, perMs: 2000, weightOf: () => 1, refusedStatus: 429, bannedStatus: 429 },
  symbolOf: ({ base, quote }) => `${base}-${quote}`,
  wireUpdateId: (updateId) => updateId * NUMBER_STEP,
  sideOf: () => 'public',
  hear: (text, ears) => hear(text, ears, checksums),
  tickMessages: (market, tick, now) =>
    namesOf(market).flatMap((instId) => tickOf({ market, instId, now, checksums }, tick)),
  tickerMessages: (market, now) =>
    ['mark-price', 'funding-rate'].flatMap((channel) => termsMessage(market, channel, now) ?? []),
  liquidationMessages: liquidationsOf,
  answer: answerOkx,
});

interface Named {
  readonly market: VenueMarket;
  readonly instId: string;
  readonly now: number;
  readonly checksums: ChecksumFault;
}

function tickOf({ checksums, instId, market, now }: Named, { prints, updates }: MarketTick): TopicMessage[] {
  const messages = prints.map(({ aggressor, lots, ticks, tradeId, venueTime }) =>
    messageOf('trades', instId, {
      instId,
      tradeId,
      px: market.price(ticks),
      sz: sizeOf(market, instId, lots),
      side: aggressor,
      ts: String(venueTime),
      count: '1',
    }),
  );
  const update = updates.get(DEPTH);
  if (update === undefined) return messages;
  const { changes, updateId } = update;
  const checksum = checksums.sent(checksumOf(market, instId, update));
  return [...messages, bookMessage(market, instId, 'update', { ...changes, now, updateId, checksum })];
}

function liquidationsOf(
  market: VenueMarket,
  { lots, side, ticks }: ForcedOrder,
  now: number,
): TopicMessage[] {
  const instId = market.symbol + SWAP;
  const detail = {
    side,
    posSide: side === 'sell' ? 'long' : 'short',
    bkPx: market.price(ticks),
    sz: sizeOf(market, instId, lots),
    bkLoss: '0',
    ccy: '',
    ts: String(now),
  };
  const arg = { channel: 'liquidation-orders', instType: 'SWAP' };
  const data = [{ instType: 'SWAP', instId, uly: market.symbol, details: [detail] }];
  return [{ topic: 'liquidation-orders.SWAP', content: { arg, data } }];
}

function hear(text: string, ears: SocketEars, checksums: ChecksumFault): void {
  if (text === 'ping') return ears.sendText('pong');
  const { args, op } = JSON.parse(text) as { op?: string; args?: readonly Argument[] };
  if (op !== 'subscribe' && op !== 'unsubscribe') {
    return ears.send({ event: 'error', code: '60012', msg: `Illegal request: ${text}`, connId: 'loopback' });
  }
  for (const arg of args ?? []) {
    const topic = `${arg.channel}.${arg.instId ?? arg.instType}`;
    if (!isKnown(arg, ears)) {
      const msg = `channel:${arg.channel},instId:${arg.instId} doesn't exist`;
      ears.send({ event: 'error', code: '60018', msg, connId: 'loopback' });
      continue;
    }
    ears.send({ event: op, arg, connId: 'loopback' });
    if (op === 'unsubscribe') ears.unsubscribe(topic);
    else subscribe(topic, arg, { ears, checksums });
  }
}

const isKnown = ({ channel = '', instId = '', instType }: Argument, { markets }: SocketEars): boolean =>
  channel === 'liquidation-orders'
    ? instType === 'SWAP'
    : CHANNELS.has(channel) && markets.find(instId.replace(SWAP, '')) !== undefined;

function subscribe(
  topic: string,
  { channel = '', instId = '' }: Argument,
  { checksums, ears }: { ears: SocketEars; checksums: ChecksumFault },
): void {
  ears.subscribe(topic);
  const market = ears.markets.find(instId.replace(SWAP, ''));
  if (market === undefined) return;
  const terms = termsMessage(market, channel, ears.now);
  if (terms !== undefined) ears.send(terms.content);
  if (channel !== 'books') return;
  const { top, updateId } = market.published(DEPTH);
  const checksum = checksums.sent(checksumOf(market, instId, top));
  ears.send(bookMessage(market, instId, 'snapshot', { ...top, now: ears.now, updateId, checksum }).content);
}

const namesOf = ({ symbol }: VenueMarket): readonly string[] => [symbol + SWAP, symbol];

/** Perpetuals are counted in contracts of one lot, spot in base units. */
const sizeOf = (market: VenueMarket, instId: string, lots: number): string =>
  instId.endsWith(SWAP) ? String(lots) : market.size(lots);

interface BookContent extends BookSides {
  readonly now: number;
  readonly updateId: number;
  readonly checksum: number;
}

function bookMessage(
  market: VenueMarket,
  instId: string,
  action: 'snapshot' | 'update',
  { asks, bids, checksum, now, updateId }: BookContent,
): TopicMessage {
  const entry = {
    asks: levelsOf(market, instId, asks),
    bids: levelsOf(market, instId, bids),
    ts: String(now),
    checksum,
    prevSeqId: action === 'snapshot' ? -1 : (updateId - 1) * NUMBER_STEP,
    seqId: updateId * NUMBER_STEP,
  };
  return { topic: `books.${instId}`, content: { arg: { channel: 'books', instId }, action, data: [entry] } };
}

function levelsOf(market: VenueMarket, instId: string, levels: Levels): string[][] {
  const wire: string[][] = [];
  for (let index = 0; index + 1 < levels.length; index += 2) {
    const lots = levels[index + 1] as number;
    wire.push([
      market.price(levels[index] as number),
      sizeOf(market, instId, lots),
      '0',
      lots === 0 ? '0' : '1',
    ]);
  }
  return wire;
}

/** CRC-32 of bid and ask by turns, written as a signed integer. */
function checksumOf(market: VenueMarket, instId: string, { asks, bids }: BookSides): number {
  const [bidLevels, askLevels] = [levelsOf(market, instId, bids), levelsOf(market, instId, asks)];
  const parts: string[] = [];
  for (let place = 0; place < CHECKED_LEVELS; place += 1) {
    for (const side of [bidLevels, askLevels]) parts.push(...(side[place]?.slice(0, 2) ?? []));
  }
  return crc32(parts.join(':')) | 0;
}

function termsMessage(market: VenueMarket, channel: string, now: number): TopicMessage | undefined {
  const instId = market.symbol + SWAP;
  const shared = { instType: 'SWAP', instId, ts: String(now) };
  if (channel === 'mark-price' && market.mark !== undefined) {
    return messageOf(channel, instId, { ...shared, markPx: market.mark });
  }
  if (channel !== 'funding-rate') return undefined;
  const fundingTime = String(market.fundingDueAt(now));
  return messageOf(channel, instId, { ...shared, fundingRate: USUAL_FUNDING_RATE, fundingTime });
}

const messageOf = (channel: string, instId: string, entry: object): TopicMessage => ({
  topic: `${channel}.${instId}`,
  content: { arg: { channel, instId }, data: [entry] },
});
