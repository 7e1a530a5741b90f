import type {
  VenueBalance,
  VenueOrderReport,
  VenuePosition,
  VenueTrade,
} from '../../../../domain/venue/venue-report.ts';
import type { CancelRequest, PlaceRequest, VenueQuestion } from '../../../../domain/venue/venue-request.ts';
import { binanceSpot } from '../../../ccxt/dialects/binance-spot.ts';
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../../../wire/frame-fields.ts';
import { AlgoChildren } from '../../algo-children.ts';
import { unlessAbsent } from '../../ask-failed.ts';
import type { KeyPermissions } from '../../../../domain/venue/key-permissions.ts';
import { plainDecimal, sumOf } from '../../report-fields.ts';
import { heldOf } from '../../spot-holdings.ts';
import { WITHOUT_TRAILING } from '../../order-types.ts';
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
import { binanceCode, hasTakenBack, usedWeightOf } from './binance-codes.ts';
import { binancePermissions } from './binance-permissions.ts';
import {
  ANSWERED,
  binanceOrder,
  binanceTrade,
  type ReadBy,
  STREAMED,
  streamedTrade,
} from './binance-reports.ts';
import { replacing, spotPlaceCall } from './binance-requests.ts';
import { entriesOf, ownTrades } from './binance-trades.ts';
import { CAPITAL_MS, spotCashFlows } from './spot-cash-flows.ts';

const DAY_MS = 86_400_000;
const HISTORY_MS = 90 * DAY_MS;
const WEIGHT = { openOrders: 80, trades: 20, account: 20, order: 4 } as const;

/** Binance spot. */
export const binanceSpotTrading: TradingDialect = {
  venue: 'binance',
  market: binanceSpot,
  traits: {
    orderTypes: WITHOUT_TRAILING,
    timesInForce: ['gtc', 'ioc', 'fok'],
    attachesStops: false,
    stopsFollowPosition: false,
    amendsInPlace: false,
    // A stop locks its quantity as it is placed: https://dev.binance.vision/t/the-behavior-of-stopmarket-when-not-enough-balance/35604
    stopsLockBalance: true,
    // Nothing of an order can be changed there but its size downward; `order/cancelReplace` is one request.
    movesSpotStops: 'replace-in-one-request',
    findsByClientId: true,
    receiveWindowMs: 5000,
    historyMs: HISTORY_MS,
    cashFlows: 'told',
    deadMan: undefined,
  },
  rest: binanceSpot.rest,
  clientIdForm: 'base32',
  hosts: ['ws-api.binance.com'],
  // Margin pairs would be asked for with the key.
  options: { defaultType: 'spot', fetchMargins: false },
  loopbackUrls: ({ restUrl, wsUrl }) => ({
    public: `${restUrl}/api/v3`,
    private: `${restUrl}/api/v3`,
    sapi: `${restUrl}/sapi/v1`,
    ws: { spot: `${wsUrl}/ws`, 'ws-api': { spot: `${wsUrl}/ws-api/v3` } },
  }),
  codeOf: binanceCode,
  hasTakenBack,
  usedWeight: usedWeightOf,
  streams: 1,
  openStreams: (exchange, ready) => [followed(exchange, ready)],
  trader: (means) => new SpotTrader(means),
};

async function followed(exchange: StreamingExchange, ready: () => void): Promise<unknown> {
  await exchange.authenticate({ type: 'spot' });
  ready();
  const { urls } = exchange as { urls: { api: { ws: { 'ws-api': { spot: string } } } } };
  return exchange.watch(urls.api.ws['ws-api'].spot, 'orders', undefined, 'orders');
}

class SpotTrader implements VenueTrader {
  readonly #means: TraderMeans;
  readonly #by: ReadBy;

  constructor(means: TraderMeans) {
    this.#means = means;
    this.#by = { names: means.names, children: new AlgoChildren() };
  }

  place(request: PlaceRequest): WireCall {
    const { instruments, names } = this.#means;
    const traded = instruments.of(request.instrument);
    const call = spotPlaceCall(request, traded, names);
    return request.replaces === undefined ? call : replacing(call, request.replaces, names);
  }

  amend(): WireCall {
    throw new CannotBeSaid('UNSUPPORTED');
  }

  cancel(request: CancelRequest): readonly WireCall[] {
    return [{ method: 'privateDeleteOrder', params: this.#named(request) }];
  }

  cancelAllAfter(): readonly WireCall[] {
    throw new CannotBeSaid('UNSUPPORTED');
  }

  placed(body: unknown, request: PlaceRequest): Placed {
    const answer = fieldsOf(body, 'an order');
    const placed = request.replaces === undefined ? answer : fieldsOf(answer['newOrderResponse'], 'an order');
    const order = this.#read(placed, request.instrument);
    return { venueOrderId: order.venueOrderId, order };
  }

  async order(
    question: Extract<VenueQuestion, { kind: 'ask-order' }>,
  ): Promise<VenueOrderReport | undefined> {
    const params = this.#named(question);
    const weight = WEIGHT.order;
    const found = await unlessAbsent(this.#means.ask({ method: 'privateGetOrder', params, weight }));
    return found === undefined ? undefined : this.#read(fieldsOf(found, 'an order'), question.instrument);
  }

  async openOrders(): Promise<readonly VenueOrderReport[]> {
    const weight = WEIGHT.openOrders;
    const body = await this.#means.ask({ method: 'privateGetOpenOrders', params: {}, weight });
    return entriesOf(body).flatMap((entry) => {
      const traded = this.#means.instruments.named(entry['symbol']);
      return traded === undefined ? [] : [this.#read(entry, traded.id)];
    });
  }

  async trades(since: number): Promise<PagedTrades> {
    const { ask, instruments, names } = this.#means;
    const to = this.#means.venueNow();
    const from = Math.max(since, to - HISTORY_MS);
    const trades: VenueTrade[] = [];
    for (const traded of instruments.all) {
      const symbol = traded.marketId;
      const method = 'privateGetMyTrades';
      const own = await ownTrades(ask, { method, symbol, weight: WEIGHT.trades, from, to, spanMs: DAY_MS });
      for (const number of new Set(own.map(({ orderId }) => idOf(orderId, 'orderId')))) {
        if (names.orderId(undefined, number) !== undefined) continue;
        const params = { symbol, orderId: number };
        const found = await unlessAbsent(ask({ method: 'privateGetOrder', params, weight: WEIGHT.order }));
        if (found !== undefined) names.orderId(fieldsOf(found, 'an order')['clientOrderId'], number);
      }
      trades.push(...own.map((trade) => binanceTrade(trade, traded, this.#by)));
    }
    return { trades, complete: from === since };
  }

  async positions(): Promise<readonly VenuePosition[]> {
    return heldOf(await this.balances(), this.#means.instruments);
  }

  async balances(): Promise<readonly VenueBalance[]> {
    const weight = WEIGHT.account;
    const body = await this.#means.ask({ method: 'privateGetAccount', params: {}, weight });
    return listOf(fieldsOf(body, 'an account')['balances'], 'balances').map((each) => {
      const entry = fieldsOf(each, 'a balance');
      const free = plainDecimal(entry['free'], 'free');
      return {
        asset: textOf(entry['asset'], 'asset'),
        totalDecimal: sumOf([free, plainDecimal(entry['locked'], 'locked')]),
        freeDecimal: free,
      };
    });
  }

  async cashFlows(since: number): Promise<PagedCashFlows> {
    const from = Math.max(since, this.#means.venueNow() - CAPITAL_MS);
    return { flows: await spotCashFlows(this.#means.ask, from), complete: from === since };
  }

  /** Nothing is lent on its spot markets. */
  leverage(): Promise<number> {
    return Promise.resolve(1);
  }

  async permissions(): Promise<KeyPermissions> {
    return binancePermissions(
      await this.#means.ask({ method: 'sapiGetAccountApiRestrictions', params: {} }),
      'spot',
    );
  }

  heard(message: unknown): HeardMessage {
    const content = fieldsOf(message, 'a message');
    if (content['event'] === undefined) return { ...NOTHING_HEARD, isForCcxt: true };
    const event = fieldsOf(content['event'], 'event');
    if (event['e'] === 'eventStreamTerminated') return { ...NOTHING_HEARD, ended: 'eventStreamTerminated' };
    const traded = this.#means.instruments.named(event['s']);
    if (event['e'] !== 'executionReport' || traded === undefined) return NOTHING_HEARD;
    const trades = event['x'] === 'TRADE' ? [streamedTrade(event, traded, this.#by)] : [];
    return { orders: [binanceOrder(event, traded, { by: this.#by, fields: STREAMED })], trades };
  }

  #read(entry: Fields, instrument: PlaceRequest['instrument']): VenueOrderReport {
    const traded = this.#means.instruments.of(instrument);
    return binanceOrder(entry, traded, { by: this.#by, fields: ANSWERED });
  }

  #named({ instrument, orderId, venueOrderId }: Omit<CancelRequest, 'kind' | 'requestId'>): Fields {
    const { instruments, names } = this.#means;
    const name =
      venueOrderId === undefined ? { origClientOrderId: names.clientId(orderId) } : { orderId: venueOrderId };
    return { symbol: instruments.of(instrument).marketId, ...name };
  }
}
