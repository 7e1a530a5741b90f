import type { ClientIdForm } from '../../domain/order/client-id.ts';
import type { OrderId } from '../../domain/order/order.ts';
import type { TriggerPrice } from '../../domain/order/trigger-price.ts';
import type {
  VenueBalance,
  VenueCashFlow,
  VenueOrderReport,
  VenuePosition,
  VenueTrade,
} from '../../domain/venue/venue-report.ts';
import type {
  AmendRequest,
  CancelRequest,
  PlaceRequest,
  VenueQuestion,
} from '../../domain/venue/venue-request.ts';
import type { KeyPermissions } from '../../domain/venue/key-permissions.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';
import type { CcxtExchange } from '../ccxt/ccxt-exchange.ts';
import type { LoopbackUrls, VenueDialect } from '../ccxt/dialect.ts';
import type { OrderLimit } from './order-gate.ts';
import type { OutcomeVenue } from './outcome-table.ts';
import type { TradedInstruments } from './traded-instruments.ts';

/** One signed call, by ccxt's name of it, with what it says exactly as it goes out. */
export interface WireCall {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];
  /** In the venue's own units; 1 where not said. */
  readonly weight?: number;
}

/** What a venue answered; every number in it is text. */
export interface WireReply {
  readonly status: number;
  /** Undefined when it was no JSON. */
  readonly body: unknown;
}

/** Thrown by a trader for what its venue cannot do: nothing was sent. */
export class CannotBeSaid extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Asks the venue and answers with the body of a reply that is no refusal; rejects otherwise. */
export type Ask = (call: WireCall) => Promise<unknown>;

/** What a trader is given to speak with. */
export interface TraderMeans {
  readonly ask: Ask;
  readonly instruments: TradedInstruments;
  readonly names: OrderNames;
  readonly triggerPrice: TriggerPrice;
  /** The venue's time as we know it, Unix ms. */
  readonly venueNow: () => number;
}

/** The names of our orders: the venue's text of our number, and the venue's own number of it. */
export interface OrderNames {
  /** How the venue is told our id. @throws {RangeError} when the id is not one of ours. */
  clientId(orderId: OrderId): string;
  /** Ours, from what the venue holds; remembered under the venue's number. */
  orderId(clientId: unknown, venueOrderId: string): OrderId | undefined;
}

export interface PagedTrades {
  readonly trades: readonly VenueTrade[];
  /** The venue's history reached back to where it was asked from. */
  readonly complete: boolean;
}

/** What came and went other than by trades. */
export interface PagedCashFlows {
  readonly flows: readonly VenueCashFlow[];
  /** The venue's history reached back to where it was asked from. */
  readonly complete: boolean;
}

/** What an answer to a new, amended or cancelled order says about it. */
export interface Placed {
  readonly venueOrderId?: string;
  readonly order?: VenueOrderReport;
}

type QuestionOf<Kind extends VenueQuestion['kind']> = Extract<VenueQuestion, { kind: Kind }>;

/** Says our requests in a venue's words, and reads its answers. @throws {CannotBeSaid} from every method. */
export interface VenueTrader {
  /** Says a new order; one that takes another's place only where the venue does both in one request. */
  place(request: PlaceRequest): WireCall;
  amend(request: AmendRequest): WireCall | Promise<WireCall>;
  /** Tried in this order, the next one only where the venue does not know the order of the last. */
  cancel(request: CancelRequest): readonly WireCall[] | Promise<readonly WireCall[]>;
  cancelAllAfter(seconds: number): readonly WireCall[];
  /** @throws {BrokenRule} when the answer lacks what every answer has. */
  placed(body: unknown, request: PlaceRequest): Placed;
  order(question: QuestionOf<'ask-order'>): Promise<VenueOrderReport | undefined>;
  openOrders(): Promise<readonly VenueOrderReport[]>;
  trades(since: number): Promise<PagedTrades>;
  positions(): Promise<readonly VenuePosition[]>;
  balances(): Promise<readonly VenueBalance[]>;
  /** What came and went other than by trades; absent where the venue does not list it for a trading key. */
  cashFlows?(since: number): Promise<PagedCashFlows>;
  /** The highest leverage set for anything that is traded, held or not; 1 where nothing is lent. */
  leverage(): Promise<number>;
  /** What the key may do, asked of the venue; `undefined` fields where it does not say. */
  permissions(): Promise<KeyPermissions>;
  /** What the private stream said. @throws {BrokenRule} when it is malformed. */
  heard(message: unknown): HeardMessage;
}

/** One message of a private stream. */
export interface HeardMessage {
  readonly orders: readonly VenueOrderReport[];
  readonly trades: readonly VenueTrade[];
  /** Something was filled and the stream does not say by which executions: they have to be asked for. */
  readonly hasUntoldFills?: boolean;
  /** ccxt shall act on it: answers to logins and subscriptions. */
  readonly isForCcxt?: boolean;
  /** Everything asked for on this connection is subscribed to. */
  readonly isReady?: boolean;
  /** The venue ended or refused the stream, in its own code. */
  readonly ended?: string;
}

export const NOTHING_HEARD: HeardMessage = { orders: [], trades: [] };

/** ccxt with what a private stream is opened by. */
export interface StreamingExchange extends CcxtExchange {
  readonly options: Record<string, unknown>;
  authenticate(argument?: unknown): Promise<unknown>;
  watch(
    url: string,
    messageHash: string,
    message?: unknown,
    subscribeHash?: string,
    subscription?: unknown,
  ): Promise<unknown>;
}

/** Everything that is different from venue to venue about trading. */
export interface TradingDialect {
  readonly venue: OutcomeVenue;
  /** Its public side, which lists the instruments. */
  readonly market: VenueDialect;
  readonly traits: VenueTraits;
  readonly clientIdForm: ClientIdForm;
  /** The venue's limit of signed requests. */
  readonly rest: OrderLimit;
  /** Where signed requests go besides the hosts of the public side. */
  readonly hosts: readonly string[];
  /** The venue refuses a nonce that comes after a higher one, so requests are kept in order. */
  readonly ordersNonces?: boolean;
  /** ccxt's settings for trading. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Has what the client of ccxt signs expire sooner than ccxt would. */
  shortenSignatures?(exchange: CcxtExchange): void;
  loopbackUrls(urls: LoopbackUrls): Readonly<Record<string, unknown>>;
  /** The venue's code of a refusal; undefined when the answer says that all is well. */
  codeOf(reply: WireReply): string | undefined;
  /** Whether a refusal says that the order to be replaced was taken back all the same. */
  hasTakenBack?(reply: WireReply): boolean;
  /** Headers besides those of the signature, at the venue's time. */
  headers?(method: string, path: string, venueNow: number): Readonly<Record<string, string>>;
  /** The weight used so far, from a reply's headers, where the venue tells it. */
  usedWeight?(headers: Readonly<Record<string, string>>): number | undefined;
  /** A private stream needs something of the venue's first, which is a request. */
  readonly loginAsks?: boolean;
  /** How many private streams there are. */
  readonly streams: number;
  /**
   * Opens the private streams; each promise rejects when one of them ends. That one follows the account is told by
   * `ready`, or by a message that `isReady`.
   */
  openStreams(exchange: StreamingExchange, ready: () => void): readonly Promise<unknown>[];
  trader(means: TraderMeans): VenueTrader;
}
