import type { KeyPermissions } from '../../../../domain/venue/key-permissions.ts';
import type {
  VenueBalance,
  VenueOrderReport,
  VenuePosition,
  VenueTrade,
} from '../../../../domain/venue/venue-report.ts';
import type {
  AmendRequest,
  CancelRequest,
  PlaceRequest,
  VenueQuestion,
} from '../../../../domain/venue/venue-request.ts';
import { kraken } from '../../../ccxt/dialects/kraken.ts';
import { type Fields, fieldsOf, idOf, listOf } from '../../../wire/frame-fields.ts';
import { unlessAbsent } from '../../ask-failed.ts';
import { lessAll, plainDecimal, told } from '../../report-fields.ts';
import { heldOf } from '../../spot-holdings.ts';
import type { TradedInstrument } from '../../traded-instruments.ts';
import { WITHOUT_TRAILING } from '../../order-types.ts';
import {
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
import { assetOf, UNIFIED } from './kraken-assets.ts';
import { krakenCashFlows } from './kraken-cash-flows.ts';
import { krakenPermissions } from './kraken-permissions.ts';
import {
  type KnownOrders,
  krakenExecution,
  krakenOrder,
  krakenStreamTrade,
  krakenTrade,
} from './kraken-reports.ts';
import { amendCall, cancelCall, nameOf, placeCall } from './kraken-requests.ts';

const DAY_MS = 86_400_000;
const HISTORY_MS = 365 * DAY_MS;
const TRADE_PAGE = 50;
const HISTORY_WEIGHT = 2;
interface KrakenStreams extends StreamingExchange {
  authenticate(): Promise<unknown>;
}

/** Kraken spot. */
export const krakenTrading: TradingDialect = {
  venue: 'kraken',
  market: kraken,
  traits: {
    orderTypes: WITHOUT_TRAILING,
    timesInForce: ['gtc', 'ioc'],
    attachesStops: false,
    stopsFollowPosition: false,
    amendsInPlace: true,
    // Open orders, stops among them, hold what they would pay with: https://docs.kraken.com/api/docs/rest-api/get-extended-balance
    stopsLockBalance: true,
    // Trigger and size are changed in place: https://docs.kraken.com/api/docs/guides/spot-amends
    movesSpotStops: 'amend',
    findsByClientId: true,
    receiveWindowMs: 5000,
    historyMs: HISTORY_MS,
    cashFlows: 'told',
    deadMan: 'cancels-everything',
  },
  // 20 at once, one of them back every two seconds; orders are counted elsewhere, and so is what needs no key.
  rest: { weight: 20, perMs: 40_000, leaks: true, isOfKey: true },
  clientIdForm: 'uuid',
  ordersNonces: true,
  hosts: ['ws-auth.kraken.com'],
  options: {},
  loopbackUrls: (urls) => kraken.loopbackUrls(urls),
  codeOf: ({ body }) => {
    const errors = listOf((body as Fields)['error'] ?? ['ENO_CODE'], 'error').map(String);
    // What begins with W is a warning; only the first two words of an error are its code.
    const [first] = errors.filter((error) => error.startsWith('E'));
    return first?.split(':').slice(0, 2).join(':');
  },
  loginAsks: true,
  streams: 1,
  openStreams: (exchange) => [followed(exchange as KrakenStreams)],
  trader: (means) => new KrakenTrader(means),
};

async function followed(exchange: KrakenStreams): Promise<unknown> {
  const { urls } = exchange as { urls: { api: { ws: { privateV2: string; private: string } } } };
  const { private: first, privateV2 } = urls.api.ws;
  // A token of a connection that was lost is not used again.
  delete (exchange.client(first) as unknown as { subscriptions: Record<string, unknown> }).subscriptions[
    'authenticated'
  ];
  const token = await exchange.authenticate();
  const params = { channel: 'executions', token, snap_orders: true, snap_trades: true };
  return exchange.watch(privateV2, 'executions', { method: 'subscribe', params, req_id: 1 }, 'executions');
}

class KrakenTrader implements VenueTrader {
  readonly #means: TraderMeans;
  readonly #known: KnownOrders = new Map();

  constructor(means: TraderMeans) {
    this.#means = means;
  }

  place(request: PlaceRequest): WireCall {
    return placeCall(request, this.#traded(request), this.#means);
  }

  amend(request: AmendRequest): WireCall {
    return amendCall(request, this.#traded(request), this.#means);
  }

  cancel(request: CancelRequest): readonly WireCall[] {
    return [cancelCall(request, this.#means.names)];
  }

  cancelAllAfter(seconds: number): readonly WireCall[] {
    return [{ method: 'privatePostCancelAllOrdersAfter', params: { timeout: seconds } }];
  }

  placed(body: unknown, request: PlaceRequest): Placed {
    const [txid] = listOf(resultOf(body)['txid'], 'txid');
    const venueOrderId = idOf(txid, 'txid');
    this.#means.names.orderId(this.#means.names.clientId(request.orderId), venueOrderId);
    return { venueOrderId };
  }

  async order(
    question: Extract<VenueQuestion, { kind: 'ask-order' }>,
  ): Promise<VenueOrderReport | undefined> {
    const { ask, names } = this.#means;
    const params = nameOf(question, names);
    const isNumber = question.venueOrderId !== undefined;
    const lists = isNumber
      ? [{ method: 'privatePostQueryOrders', within: undefined }]
      : [
          { method: 'privatePostOpenOrders', within: 'open' },
          { method: 'privatePostClosedOrders', within: 'closed' },
        ];
    for (const { method, within } of lists) {
      const body = await unlessAbsent(ask({ method, params }));
      if (body === undefined) continue;
      const orders = within === undefined ? resultOf(body) : fieldsOf(resultOf(body)[within], within);
      const [found] = Object.entries(orders);
      if (found === undefined) continue;
      const order = fieldsOf(found[1], 'an order');
      return krakenOrder(idOf(found[0], 'txid'), order, { traded: this.#traded(question), names });
    }
    return undefined;
  }

  async openOrders(): Promise<readonly VenueOrderReport[]> {
    const { ask, names } = this.#means;
    const body = await ask({ method: 'privatePostOpenOrders', params: {} });
    return Object.entries(fieldsOf(resultOf(body)['open'], 'open')).flatMap(([txid, value]) => {
      const order = fieldsOf(value, 'an order');
      const traded = this.#named(fieldsOf(order['descr'], 'descr')['pair']);
      return traded === undefined ? [] : [krakenOrder(txid, order, { traded, names })];
    });
  }

  async trades(since: number): Promise<PagedTrades> {
    const { ask, names } = this.#means;
    const now = this.#means.venueNow();
    const from = Math.max(since, now - HISTORY_MS);
    const trades: VenueTrade[] = [];
    for (let offset = 0, count = TRADE_PAGE; count >= TRADE_PAGE; offset += TRADE_PAGE) {
      // Trades at the very second asked for are left out, so one earlier is asked for.
      const params = { start: Math.floor(from / 1000) - 1, ofs: offset };
      const body = await ask({ method: 'privatePostTradesHistory', params, weight: HISTORY_WEIGHT });
      const page = Object.entries(fieldsOf(resultOf(body)['trades'], 'trades'));
      count = page.length;
      for (const [tradeId, value] of page) {
        const trade = fieldsOf(value, 'a trade');
        const traded = this.#named(trade['pair']);
        if (traded !== undefined) trades.push(krakenTrade(tradeId, trade, { traded, names }));
      }
    }
    await this.#learnNames(trades);
    const named = trades.map((trade) => {
      const orderId = names.orderId(undefined, trade.venueOrderId);
      return orderId === undefined ? trade : { ...trade, orderId };
    });
    return { trades: named.toSorted((a, b) => a.venueTime - b.venueTime), complete: from === since };
  }

  async positions(): Promise<readonly VenuePosition[]> {
    return heldOf(await this.balances(), this.#means.instruments);
  }

  async balances(): Promise<readonly VenueBalance[]> {
    const body = await this.#means.ask({ method: 'privatePostBalanceEx', params: {} });
    return Object.entries(resultOf(body)).map(([name, value]) => {
      const entry = fieldsOf(value, 'a balance');
      const total = plainDecimal(entry['balance'], 'balance');
      return {
        asset: assetOf(name),
        totalDecimal: total,
        freeDecimal: lessAll(total, [plainDecimal(entry['hold_trade'], 'hold_trade')]),
      };
    });
  }

  async cashFlows(since: number): Promise<PagedCashFlows> {
    return { flows: await krakenCashFlows(this.#means.ask, since), complete: true };
  }

  /** Nothing is lent on its spot markets. */
  leverage(): Promise<number> {
    return Promise.resolve(1);
  }

  async permissions(): Promise<KeyPermissions> {
    return krakenPermissions(await this.#means.ask({ method: 'privatePostGetApiKeyInfo', params: {} }));
  }

  heard(message: unknown): HeardMessage {
    const content = fieldsOf(message, 'a message');
    if (content['method'] === 'subscribe') {
      const isGood = content['success'] === true;
      return { ...NOTHING_HEARD, isReady: isGood, ...(isGood ? {} : { ended: 'subscribe' }) };
    }
    if (content['channel'] !== 'executions') return { ...NOTHING_HEARD, isForCcxt: true };
    const heard = listOf(content['data'], 'data').flatMap((value) => {
      const report = fieldsOf(value, 'a report');
      const before = this.#known.get(told(report['order_id']) ?? '');
      const traded = this.#named(report['symbol'] ?? before?.['symbol']);
      if (traded === undefined) return [];
      const order = krakenExecution(report, this.#known, { traded, names: this.#means.names });
      return [
        {
          order,
          trade: report['exec_type'] === 'trade' ? krakenStreamTrade(report, order, traded) : undefined,
        },
      ];
    });
    return { orders: heard.map(({ order }) => order), trades: heard.flatMap(({ trade }) => trade ?? []) };
  }

  #traded({ instrument }: Pick<PlaceRequest, 'instrument'>): TradedInstrument {
    return this.#means.instruments.of(instrument);
  }

  /** Pairs are named `XXBTZUSD`, `XBTUSD` or `BTC/USD`, by turns. */
  #named(name: unknown): TradedInstrument | undefined {
    const { instruments } = this.#means;
    const plain = instruments.all.find(({ instrument: { base, quote } }) => {
      const old = Object.keys(UNIFIED).find((each) => UNIFIED[each] === base && each.length === 3) ?? base;
      return name === base + quote || name === old + quote;
    });
    return instruments.named(name) ?? plain;
  }

  /** Trades name the venue's order alone; orders we do not know yet are looked up, as many at once as allowed. */
  async #learnNames(trades: readonly VenueTrade[]): Promise<void> {
    const { ask, names } = this.#means;
    const unknown = [...new Set(trades.map(({ venueOrderId }) => venueOrderId))].filter(
      (id) => names.orderId(undefined, id) === undefined,
    );
    for (let start = 0; start < unknown.length; start += TRADE_PAGE) {
      const txid = unknown.slice(start, start + TRADE_PAGE).join(',');
      const body = await unlessAbsent(ask({ method: 'privatePostQueryOrders', params: { txid } }));
      for (const [id, value] of body === undefined ? [] : Object.entries(resultOf(body))) {
        names.orderId(fieldsOf(value, 'an order')['cl_ord_id'], id);
      }
    }
  }
}

const resultOf = (body: unknown): Fields => fieldsOf(fieldsOf(body, 'an answer')['result'], 'result');
