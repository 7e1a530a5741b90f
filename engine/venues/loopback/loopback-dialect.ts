import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Side } from '../../domain/order/side.ts';
import type { MarketTick } from './market-tick.ts';
import type { VenueMarket } from './venue-market.ts';
import type { VenueMarkets } from './venue-markets.ts';

/** A message of one topic of the public stream. */
export interface TopicMessage {
  readonly topic: string;
  readonly content: object;
}

export interface ForcedOrder {
  readonly side: Side;
  readonly ticks: number;
  readonly lots: number;
}

/** A REST request as far as public data needs one. */
export interface RestRequest {
  readonly url: URL;
  readonly markets: VenueMarkets;
  readonly now: number;
}

export interface RestReply {
  readonly status: number;
  readonly body: unknown;
}

/** What a client's socket offers to who understands its words. */
export interface SocketEars {
  readonly path: string;
  readonly markets: VenueMarkets;
  readonly now: number;
  subscribe(topic: string): void;
  unsubscribe(topic: string): void;
  /** Sends at once and whole, past all faults. */
  send(content: object): void;
  sendText(text: string): void;
}

/** How much a venue lets an address ask for by REST. */
export interface RequestLimits {
  readonly weight: number;
  readonly perMs: number;
  weightOf(url: URL): number;
  /** Answered once the limit is passed, and to those who do not stop then. */
  readonly refusedStatus: number;
  readonly bannedStatus: number;
  /** Where the venue tells an address what it has used. */
  readonly usedHeader?: string;
}

/** Everything that is different from venue to venue about how the market is put on the wire. */
export interface LoopbackDialect {
  /** The window of the book that clients of this product subscribe to. */
  readonly bookDepth: number;
  readonly limits: RequestLimits;
  symbolOf(instrument: Instrument): string;
  /** The number a client knows a published book by. */
  wireUpdateId(updateId: number): number;
  /** What of the venue a socket's address serves, for `sendText`. */
  sideOf(path: string): string;
  hear(text: string, ears: SocketEars): void;
  /** The messages of a tick, in the order they are sent. */
  tickMessages(market: VenueMarket, tick: MarketTick, now: number): readonly TopicMessage[];
  /** Sent twice a second. */
  tickerMessages(market: VenueMarket, now: number): readonly TopicMessage[];
  liquidationMessages(market: VenueMarket, order: ForcedOrder, now: number): readonly TopicMessage[];
  /** Undefined for an address the venue does not have. */
  answer(request: RestRequest): RestReply | undefined;
  /** The text of a message on one connection, where the venue numbers them; `count` were sent before. */
  numbered?(content: object, count: number): string;
}
