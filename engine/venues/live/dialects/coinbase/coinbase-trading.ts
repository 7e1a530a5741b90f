import type { KeyPermissions } from '../../../../domain/venue/key-permissions.ts';
import type {
  VenueBalance,
  VenueCashFlow,
  VenueOrderReport,
  VenuePosition,
  VenueTrade,
} from '../../../../domain/venue/venue-report.ts';
import type { CancelRequest, PlaceRequest, VenueQuestion } from '../../../../domain/venue/venue-request.ts';
import { coinbase } from '../../../ccxt/dialects/coinbase.ts';
import { type Fields, fieldsOf, idOf, listOf } from '../../../wire/frame-fields.ts';
import { unlessAbsent } from '../../ask-failed.ts';
import { utcMoment } from '../../moment-ms.ts';
import { told } from '../../report-fields.ts';
import { heldOf } from '../../spot-holdings.ts';
import {
  CannotBeSaid,
  type HeardMessage,
  NOTHING_HEARD,
  type PagedCashFlows,
  type PagedTrades,
  type Placed,
  type StreamingExchange,
  type TraderMeans,
  type TradingDialect,
  type VenueTrader,
  type WireCall,
} from '../../venue-trader.ts';
import { coinbaseCashFlows } from './coinbase-cash-flows.ts';
import { coinbasePermissions } from './coinbase-permissions.ts';
import { coinbaseBalance, coinbaseFill, coinbaseOrder, coinbaseStreamOrder } from './coinbase-reports.ts';
import { placeCall } from './coinbase-requests.ts';

const DAY_MS = 86_400_000;
const HISTORY_MS = 90 * DAY_MS;
/** Orders cannot be asked for by our id, so it is looked for among those of the last hour. */
const RECENT_MS = 3_600_000;
const PAGE = 100;
/** How long ccxt lets a signature be good for, and how long we do: the venue has no other rule against old requests. */
const CCXT_SIGNATURE_S = 120;
const SIGNATURE_S = 10;
/** How far the clock that judges a signature may be behind the one we are told of. */
const VENUE_CLOCK_MS = 5000;

/** Coinbase Advanced Trade, spot. */
export const coinbaseTrading: TradingDialect = {
  venue: 'coinbase',
  market: coinbase,
  traits: {
    orderTypes: ['market', 'limit', 'stop-market', 'stop-limit'],
    timesInForce: ['gtc', 'ioc', 'fok'],
    attachesStops: false,
    stopsFollowPosition: false,
    amendsInPlace: false,
    // An order, a stop too, puts its amount on hold: https://help.coinbase.com/en/coinbase/trading-and-funding/advanced-trade/order-types
    stopsLockBalance: true,
    // Only plain limits can be edited: https://docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/orders/edit-order
    movesSpotStops: 'cancel-then-place',
    findsByClientId: true,
    receiveWindowMs: SIGNATURE_S * 1000 + VENUE_CLOCK_MS,
    historyMs: HISTORY_MS,
    cashFlows: 'told',
    deadMan: undefined,
    rate: { requests: 30, perMs: 1000 },
  },
  rest: { weight: 30, perMs: 1000 },
  clientIdForm: 'uuid',
  hosts: ['advanced-trade-ws-user.coinbase.com'],
  options: {},
  shortenSignatures: (exchange) => {
    const signing = exchange as unknown as SigningExchange;
    const sign = signing.createAuthToken.bind(signing);
    // What counts from an earlier second ends in an earlier one: its life stays as long as the venue allows.
    signing.createAuthToken = (seconds, ...rest) => sign(seconds - CCXT_SIGNATURE_S + SIGNATURE_S, ...rest);
  },
  loopbackUrls: (urls) => coinbase.loopbackUrls(urls),
  codeOf: ({ body, status }) => {
    const { error, error_response: refusal, results, success } = body as Fields;
    if (success === false) return told(fieldsOf(refusal ?? {}, 'error_response')['error']) ?? 'NO_CODE';
    const [first] = Array.isArray(results) ? (results as Fields[]) : [];
    if (first?.['success'] === false) return told(first['failure_reason']) ?? 'NO_CODE';
    return status < 400 && error === undefined ? undefined : (told(error) ?? 'NO_CODE');
  },
  streams: 1,
  openStreams: (exchange) => [followed(exchange as CoinbaseStreams)],
  trader: (means) => new CoinbaseTrader(means),
};

/** ccxt's way to make a token of what is asked, good from that second of the venue on. */
interface SigningExchange {
  createAuthToken(seconds: number, ...rest: readonly unknown[]): string;
}

interface CoinbaseStreams extends StreamingExchange {
  createWSAuth(name: string, productIds: readonly string[]): object;
}

async function followed(exchange: CoinbaseStreams): Promise<unknown> {
  const { urls } = exchange as { urls: { api: { ws: string } } };
  const url = urls.api.ws;
  // A login is made for each connection anew.
  exchange.options['wsTokenTimestamp'] = 0;
  const request = (channel: string) => ({
    type: 'subscribe',
    product_ids: [],
    channel,
    ...exchange.createWSAuth(channel, []),
  });
  const orders = exchange.watch(url, 'user', request('user'), 'user');
  // Without heartbeats the venue ends a connection on which nothing happens.
  const beats = exchange.watch(url, 'heartbeats', request('heartbeats'), 'heartbeats');
  return Promise.all([orders, beats]);
}

class CoinbaseTrader implements VenueTrader {
  readonly #means: TraderMeans;

  constructor(means: TraderMeans) {
    this.#means = means;
  }

  place(request: PlaceRequest): WireCall {
    return placeCall(request, this.#means.instruments.of(request.instrument), this.#means.names);
  }

  amend(): WireCall {
    throw new CannotBeSaid('UNSUPPORTED');
  }

  /** The venue's own number is needed, and looked up where it is not known. */
  async cancel(request: CancelRequest): Promise<readonly WireCall[]> {
    const id = request.venueOrderId ?? (await this.order({ ...request, kind: 'ask-order' }))?.venueOrderId;
    if (id === undefined) return [];
    return [{ method: 'v3PrivatePostBrokerageOrdersBatchCancel', params: { order_ids: [id] } }];
  }

  cancelAllAfter(): readonly WireCall[] {
    throw new CannotBeSaid('UNSUPPORTED');
  }

  placed(body: unknown): Placed {
    const answer = fieldsOf(fieldsOf(body, 'an answer')['success_response'], 'success_response');
    const venueOrderId = idOf(answer['order_id'], 'order_id');
    this.#means.names.orderId(answer['client_order_id'], venueOrderId);
    return { venueOrderId };
  }

  async order(
    question: Extract<VenueQuestion, { kind: 'ask-order' }>,
  ): Promise<VenueOrderReport | undefined> {
    const { ask, instruments, names } = this.#means;
    const traded = instruments.of(question.instrument);
    if (question.venueOrderId !== undefined) {
      const params = { order_id: question.venueOrderId };
      const found = await unlessAbsent(
        ask({ method: 'v3PrivateGetBrokerageOrdersHistoricalOrderId', params }),
      );
      const order =
        found === undefined ? undefined : fieldsOf(fieldsOf(found, 'an answer')['order'], 'order');
      return order === undefined ? undefined : coinbaseOrder(order, { traded, names });
    }
    const since = utcMoment(this.#means.venueNow() - RECENT_MS);
    const recent = await this.#orders({ product_ids: [traded.marketId], start_date: since });
    const clientId = names.clientId(question.orderId);
    const order = recent.find((each) => each['client_order_id'] === clientId);
    return order === undefined ? undefined : coinbaseOrder(order, { traded, names });
  }

  async openOrders(): Promise<readonly VenueOrderReport[]> {
    const { instruments, names } = this.#means;
    const open = await this.#orders({ order_status: ['OPEN'] });
    return open.flatMap((order) => {
      const traded = instruments.named(order['product_id']);
      return traded === undefined ? [] : [coinbaseOrder(order, { traded, names })];
    });
  }

  async trades(since: number): Promise<PagedTrades> {
    const { instruments, names } = this.#means;
    const from = Math.max(since, this.#means.venueNow() - HISTORY_MS);
    const params = { start_sequence_timestamp: utcMoment(from) };
    const fills = await this.#pages('v3PrivateGetBrokerageOrdersHistoricalFills', params, 'fills');
    const trades: VenueTrade[] = [];
    for (const fill of fills) {
      const traded = instruments.named(fill['product_id']);
      if (traded === undefined) continue;
      const venueOrderId = idOf(fill['order_id'], 'order_id');
      if (names.orderId(undefined, venueOrderId) === undefined) {
        // Asking for the order remembers whose it is.
        await this.order({
          kind: 'ask-order',
          requestId: 0,
          orderId: '',
          instrument: traded.id,
          venueOrderId,
        });
      }
      trades.push(coinbaseFill(fill, { traded, names }));
    }
    return { trades: trades.toSorted((a, b) => a.venueTime - b.venueTime), complete: from === since };
  }

  async positions(): Promise<readonly VenuePosition[]> {
    return heldOf(await this.balances(), this.#means.instruments);
  }

  async balances(): Promise<readonly VenueBalance[]> {
    return (await this.#pages('v3PrivateGetBrokerageAccounts', {}, 'accounts')).map(coinbaseBalance);
  }

  async cashFlows(since: number): Promise<PagedCashFlows> {
    const { ask, instruments } = this.#means;
    const traded = new Set(instruments.all.flatMap(({ instrument: { base, quote } }) => [base, quote]));
    const flows: VenueCashFlow[] = [];
    for (const account of await this.#pages('v3PrivateGetBrokerageAccounts', {}, 'accounts'))
      if (traded.has(told(account['currency']) ?? ''))
        flows.push(...(await coinbaseCashFlows(ask, idOf(account['uuid'], 'uuid'), since)));
    return { flows, complete: true };
  }

  /** Nothing is lent on its spot markets. */
  leverage(): Promise<number> {
    return Promise.resolve(1);
  }

  async permissions(): Promise<KeyPermissions> {
    return coinbasePermissions(
      await this.#means.ask({ method: 'v3PrivateGetBrokerageKeyPermissions', params: {} }),
    );
  }

  /** The stream tells how much is filled, not by which executions: those are asked for. */
  heard(message: unknown): HeardMessage {
    const { instruments, names } = this.#means;
    const content = fieldsOf(message, 'a message');
    if (content['type'] === 'error') return { ...NOTHING_HEARD, ended: 'error' };
    if (content['channel'] !== 'user') return NOTHING_HEARD;
    const events = listOf(content['events'], 'events').map((each) => fieldsOf(each, 'an event'));
    const isReady = events.some(({ type }) => type === 'snapshot');
    const orders = events.flatMap((event) => listOf(event['orders'] ?? [], 'orders'));
    const reports = orders.flatMap((value) => {
      const order = fieldsOf(value, 'an order');
      const traded = instruments.named(order['product_id']);
      return traded === undefined
        ? []
        : [coinbaseStreamOrder(order, content['timestamp'], { traded, names })];
    });
    return {
      orders: reports,
      trades: [],
      isReady,
      hasUntoldFills: reports.some(({ filledLots }) => filledLots > 0),
    };
  }

  #orders(params: Fields): Promise<readonly Fields[]> {
    return this.#pages('v3PrivateGetBrokerageOrdersHistoricalBatch', params, 'orders');
  }

  async #pages(method: string, params: Fields, name: string): Promise<readonly Fields[]> {
    const entries: Fields[] = [];
    let cursor: string | undefined;
    do {
      const asked = { ...params, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
      const body = fieldsOf(await this.#means.ask({ method, params: asked }), 'an answer');
      entries.push(...listOf(body[name], name).map((each) => fieldsOf(each, 'an entry')));
      cursor = told(body['cursor']);
    } while (cursor !== undefined);
    return entries;
  }
}
