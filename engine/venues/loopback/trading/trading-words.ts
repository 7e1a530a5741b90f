import type { Instrument } from '../../../domain/instrument/instrument.ts';
import type { VenueKey } from '../../live/trading-client.ts';
import type { LoopbackDialect, RequestLimits } from '../loopback-dialect.ts';
import type { CancelAllAfter } from './cancel-timer.ts';
import type { CoreOrder, CoreTrade } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';

/** A request as it reached the venue. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The venue's clock, Unix ms. */
  readonly now: number;
}

export interface WireAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What a request asks for, as far as faults tell requests apart. */
export type RequestPurpose = 'place' | 'amend' | 'cancel' | 'ask' | 'login' | 'public';

/** What a private socket offers to who understands its words. */
export interface PrivateEars {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly now: number;
  readonly key: VenueKey;
  readonly core: MatchingCore;
  /** Messages of a topic go to those who follow it and have logged in. */
  follow(topic: string): void;
  readonly isLoggedIn: boolean;
  logIn(): void;
  send(content: object | string): void;
  close(): void;
}

/** A message of the account's stream. */
export interface PrivateMessage {
  readonly topic: string;
  readonly content: object;
}

/** Everything that is different from venue to venue about its private side. */
export interface TradingWords {
  /** The public side, which lists instruments and tells the time. */
  readonly public: LoopbackDialect;
  /** How much a client may ask, where it is not what the public side allows. */
  readonly limits?: RequestLimits;
  /** The instruments of the core: each of the sandbox's, under every name the venue has for it. */
  markets(instrument: Instrument): readonly { readonly symbol: string; readonly instrument: Instrument }[];
  purposeOf(request: WireRequest): RequestPurpose;
  /** Checks key, signature and age; undefined when the request is let in. */
  admit(request: WireRequest, key: VenueKey): Admission;
  /** Undefined for an address the venue does not have. */
  answer(request: WireRequest, core: MatchingCore): WireAnswer | undefined;
  /** What a request sets the dead man's switch to; left out where the venue has none. */
  cancelAllAfter?(request: WireRequest): CancelAllAfter | undefined;
  /** An answer with the venue's own code, as a fault wants it. */
  codeAnswer(code: string, request: WireRequest): WireAnswer;
  hear(text: string, ears: PrivateEars): void;
  /** A socket was opened; some venues log in by its address. */
  opened?(ears: PrivateEars): void;
  orderMessages(order: CoreOrder, core: MatchingCore, now: number): readonly PrivateMessage[];
  tradeMessages(trade: CoreTrade, core: MatchingCore, now: number): readonly PrivateMessage[];
  /** On spot, orders that wait for a trigger lock what they would pay with only once they are set off. */
  readonly locksWhenTriggered?: boolean;
  readonly orderId?: (count: number) => string;
  readonly tradeId?: (count: number) => string;
}

export type Admission =
  | { readonly kind: 'in' }
  | { readonly kind: 'out'; readonly because: 'key' | 'signature' | 'time'; readonly answer: WireAnswer };

export const LET_IN: Admission = { kind: 'in' };
