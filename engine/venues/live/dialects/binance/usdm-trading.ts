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
import { binanceUsdm } from '../../../ccxt/dialects/binance-usdm.ts';
import { type Fields, fieldsOf, idOf, signedDecimalOf, textOf } from '../../../wire/frame-fields.ts';
import { AlgoChildren, algoIdOf, algoName } from '../../algo-children.ts';
import { ForcedOrders } from '../../forced-orders.ts';
import { unlessAbsent } from '../../ask-failed.ts';
import type { KeyPermissions } from '../../../../domain/venue/key-permissions.ts';
import { leverageOf, only, plainDecimal, told } from '../../report-fields.ts';
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
  CannotBeSaid,
} from '../../venue-trader.ts';
import { binanceCode, usedWeightOf } from './binance-codes.ts';
import { binancePermissions } from './binance-permissions.ts';
import {
  algoOrder,
  ANSWERED,
  binanceOrder,
  binanceTrade,
  forcedBy,
  type ReadBy,
  streamedAlgo,
  STREAMED,
  streamedTrade,
} from './binance-reports.ts';
import { usdmPlaceCall } from './binance-requests.ts';
import { entriesOf, ownTrades } from './binance-trades.ts';
import { INCOME_MS, usdmCashFlows } from './usdm-cash-flows.ts';

const DAY_MS = 86_400_000;
const HISTORY_MS = 90 * DAY_MS;
const TRADE_SPAN_MS = 7 * DAY_MS;
const WEIGHT = { openOrders: 40, trades: 5, account: 5 } as const;

/** Binance USD-M perpetuals, one-way mode. */
export const binanceUsdmTrading: TradingDialect = {
  venue: 'binance',
  market: binanceUsdm,
  traits: {
    orderTypes: WITHOUT_TRAILING,
    timesInForce: ['gtc', 'ioc', 'fok'],
    attachesStops: false,
    stopsFollowPosition: false,
    amendsInPlace: true,
    findsByClientId: true,
    receiveWindowMs: 5000,
    historyMs: HISTORY_MS,
    cashFlows: 'told',
    // Whether it spares algo orders is not documented.
    deadMan: 'cancels-everything',
  },
  rest: binanceUsdm.rest,
  clientIdForm: 'base32',
  // The key's rights are told by the spot side.
  hosts: ['api.binance.com'],
  options: {},
  loopbackUrls: ({ restUrl, wsUrl }) => ({
    fapiPublic: `${restUrl}/fapi/v1`,
    fapiPrivate: `${restUrl}/fapi/v1`,
    fapiPrivateV2: `${restUrl}/fapi/v2`,
    sapi: `${restUrl}/sapi/v1`,
    ws: { future: `${wsUrl}/ws` },
  }),
  codeOf: binanceCode,
  usedWeight: usedWeightOf,
  loginAsks: true,
  streams: 1,
  openStreams: (exchange, ready) => [followed(exchange, ready)],
  trader: (means) => new UsdmTrader(means),
};

interface UsdmStreams extends StreamingExchange {
  getPrivateWsUrl(type: string, listenKey: unknown): string;
}

async function followed(exchange: StreamingExchange, ready: () => void): Promise<unknown> {
  const account = exchange.options['future'] as Record<string, unknown> | undefined;
  // A key of a connection that was lost may be what it was lost for.
  if (account !== undefined) account['lastAuthenticatedTime'] = 0;
  await exchange.authenticate({});
  const { listenKey } = exchange.options['future'] as { listenKey?: unknown };
  const url = (exchange as UsdmStreams).getPrivateWsUrl('future', listenKey);
  const ended = exchange.watch(url, 'orders', undefined, 'future');
  (exchange.client(url) as unknown as { connected: Promise<unknown> }).connected.then(ready, () => undefined);
  return ended;
}

class UsdmTrader implements VenueTrader {
  readonly #means: TraderMeans;
  readonly #by: ReadBy;

  constructor(means: TraderMeans) {
    this.#means = means;
    this.#by = { names: means.names, children: new AlgoChildren(), forced: new ForcedOrders() };
  }

  place(request: PlaceRequest): WireCall {
    return usdmPlaceCall(request, this.#means.instruments.of(request.instrument), this.#means);
  }

  /** The venue wants side, size and price of an amended order, so it is read first. */
  async amend(request: AmendRequest): Promise<WireCall> {
    if (request.trigger !== undefined) throw new CannotBeSaid('UNSUPPORTED');
    const traded = this.#means.instruments.of(request.instrument);
    const params = { symbol: traded.marketId, ...this.#orderName(request) };
    const stands = fieldsOf(await this.#means.ask({ method: 'fapiPrivateGetOrder', params }), 'an order');
    return {
      method: 'fapiPrivatePutOrder',
      params: {
        ...params,
        side: textOf(stands['side'], 'side'),
        quantity: request.lots === undefined ? stands['origQty'] : traded.sizeText(request.lots),
        price: request.limit === undefined ? stands['price'] : traded.priceText(request.limit),
      },
    };
  }

  cancel(request: CancelRequest): readonly WireCall[] {
    const { symbol } = { symbol: this.#means.instruments.of(request.instrument).marketId };
    const order = { method: 'fapiPrivateDeleteOrder', params: { symbol, ...this.#orderName(request) } };
    const algo = { method: 'fapiPrivateDeleteAlgoOrder', params: this.#algoName(request) };
    if (request.venueOrderId === undefined) return [order, algo];
    return algoIdOf(request.venueOrderId) === undefined ? [order] : [algo];
  }

  cancelAllAfter(seconds: number): readonly WireCall[] {
    return this.#means.instruments.all.map(({ marketId }) => ({
      method: 'fapiPrivatePostCountdownCancelAll',
      params: { symbol: marketId, countdownTime: seconds * 1000 },
      weight: 10,
    }));
  }

  placed(body: unknown, request: PlaceRequest): Placed {
    const order = fieldsOf(body, 'an order');
    const traded = this.#means.instruments.of(request.instrument);
    const report =
      order['algoId'] === undefined
        ? binanceOrder(order, traded, { by: this.#by, fields: ANSWERED })
        : algoOrder(order, traded, this.#by);
    return { venueOrderId: report.venueOrderId, order: report };
  }

  async order(
    question: Extract<VenueQuestion, { kind: 'ask-order' }>,
  ): Promise<VenueOrderReport | undefined> {
    const { ask, instruments } = this.#means;
    const traded = instruments.of(question.instrument);
    const isAlgo = algoIdOf(question.venueOrderId) !== undefined;
    const params = { symbol: traded.marketId, ...this.#orderName(question) };
    const usual = isAlgo ? undefined : await unlessAbsent(ask({ method: 'fapiPrivateGetOrder', params }));
    if (usual !== undefined) {
      return binanceOrder(fieldsOf(usual, 'an order'), traded, { by: this.#by, fields: ANSWERED });
    }
    const algo = await unlessAbsent(
      ask({ method: 'fapiPrivateGetAlgoOrder', params: this.#algoName(question) }),
    );
    return algo === undefined ? undefined : algoOrder(fieldsOf(algo, 'an order'), traded, this.#by);
  }

  async openOrders(): Promise<readonly VenueOrderReport[]> {
    const { ask } = this.#means;
    const weight = WEIGHT.openOrders;
    const usual = entriesOf(await ask({ method: 'fapiPrivateGetOpenOrders', params: {}, weight }));
    const algos = entriesOf(await ask({ method: 'fapiPrivateGetOpenAlgoOrders', params: {}, weight }));
    return [
      // Algo orders first: they say which of the others are their children.
      ...this.#named(algos).map(({ entry, traded }) => algoOrder(entry, traded, this.#by)),
      ...this.#named(usual).map(({ entry, traded }) =>
        binanceOrder(entry, traded, { by: this.#by, fields: ANSWERED }),
      ),
    ];
  }

  async trades(since: number): Promise<PagedTrades> {
    const to = this.#means.venueNow();
    const from = Math.max(since, to - HISTORY_MS);
    const trades: VenueTrade[] = [];
    for (const traded of this.#means.instruments.all) {
      const own = await ownTrades(this.#means.ask, {
        method: 'fapiPrivateGetUserTrades',
        symbol: traded.marketId,
        weight: WEIGHT.trades,
        from,
        to,
        spanMs: TRADE_SPAN_MS,
      });
      await this.#learnNames(own, traded);
      trades.push(...own.map((trade) => binanceTrade(trade, traded, this.#by)));
    }
    return { trades, complete: from === since };
  }

  async positions(): Promise<readonly VenuePosition[]> {
    const body = await this.#means.ask({
      method: 'fapiPrivateV2GetPositionRisk',
      params: {},
      weight: WEIGHT.account,
    });
    return this.#named(entriesOf(body)).flatMap(({ entry, traded }) => {
      const amount = signedDecimalOf(entry['positionAmt'], 'positionAmt');
      const size = traded.lotsOf(amount.replace('-', ''), 'positionAmt');
      const liquidation = traded.nearestTicksOf(told(entry['liquidationPrice']) ?? '', 'liquidationPrice');
      if (size === 0) return [];
      return [
        {
          instrument: traded.id,
          signedLots: amount.startsWith('-') ? -Number(size) : size,
          ...only('liquidationTicks', liquidation),
          ...only('leverage', told(entry['leverage']) === undefined ? undefined : Number(entry['leverage'])),
        },
      ];
    });
  }

  async balances(): Promise<readonly VenueBalance[]> {
    const body = await this.#means.ask({
      method: 'fapiPrivateV2GetBalance',
      params: {},
      weight: WEIGHT.account,
    });
    return entriesOf(body).map((entry) => ({
      asset: textOf(entry['asset'], 'asset'),
      totalDecimal: plainDecimal(entry['balance'], 'balance'),
      freeDecimal: plainDecimal(entry['availableBalance'], 'availableBalance'),
    }));
  }

  async cashFlows(since: number): Promise<PagedCashFlows> {
    const { ask, instruments, venueNow } = this.#means;
    const from = Math.max(since, venueNow() - INCOME_MS);
    return { flows: await usdmCashFlows(ask, instruments, from), complete: from === since };
  }

  async leverage(): Promise<number> {
    const method = 'fapiPrivateV2GetPositionRisk';
    const body = await this.#means.ask({ method, params: {}, weight: WEIGHT.account });
    return Math.max(1, ...this.#named(entriesOf(body)).map(({ entry }) => leverageOf(entry['leverage'])));
  }

  async permissions(): Promise<KeyPermissions> {
    return binancePermissions(
      await this.#means.ask({ method: 'sapiGetAccountApiRestrictions', params: {} }),
      'usdm',
    );
  }

  heard(message: unknown): HeardMessage {
    const event = fieldsOf(message, 'a message');
    if (event['e'] === 'listenKeyExpired') return { ...NOTHING_HEARD, ended: 'listenKeyExpired' };
    if (event['e'] !== 'ORDER_TRADE_UPDATE' && event['e'] !== 'ALGO_UPDATE') return NOTHING_HEARD;
    const entry = fieldsOf(event['o'], 'o');
    const traded = this.#means.instruments.named(entry['s']);
    if (traded === undefined) return NOTHING_HEARD;
    const by = this.#by;
    if (event['e'] === 'ALGO_UPDATE') {
      return { orders: [streamedAlgo(entry, event['T'], { by, traded })], trades: [] };
    }
    // What the venue takes over has no trade of its own on the stream: it is found in the account's trades.
    const isTrade = entry['x'] === 'TRADE' || (entry['x'] === 'CALCULATED' && told(entry['t']) !== '0');
    const trades = isTrade ? [streamedTrade(entry, traded, by)] : [];
    return { orders: [binanceOrder(entry, traded, { by, fields: STREAMED })], trades };
  }

  #orderName({ orderId, venueOrderId }: Pick<CancelRequest, 'orderId' | 'venueOrderId'>): Fields {
    return venueOrderId === undefined || algoIdOf(venueOrderId) !== undefined
      ? { origClientOrderId: this.#means.names.clientId(orderId) }
      : { orderId: venueOrderId };
  }

  #algoName({ orderId, venueOrderId }: Pick<CancelRequest, 'orderId' | 'venueOrderId'>): Fields {
    const algoId = algoIdOf(venueOrderId);
    return algoId === undefined ? { clientAlgoId: this.#means.names.clientId(orderId) } : { algoId };
  }

  #named(
    entries: readonly Fields[],
  ): readonly { readonly entry: Fields; readonly traded: TradedInstrument }[] {
    return entries.flatMap((entry) => {
      const traded = this.#means.instruments.named(entry['symbol']);
      return traded === undefined ? [] : [{ entry, traded }];
    });
  }

  /** Trades name orders by number alone; numbers we do not know yet are looked up. */
  async #learnNames(trades: readonly Fields[], traded: TradedInstrument): Promise<void> {
    const { ask, names } = this.#means;
    const { children } = this.#by;
    const isKnown = (number: string) => names.orderId(undefined, children.nameOf(number)) !== undefined;
    const numbers = new Set(trades.map(({ orderId }) => idOf(orderId, 'orderId')));
    if ([...numbers].every(isKnown)) return;
    const symbol = traded.marketId;
    const algos = entriesOf(
      await ask({ method: 'fapiPrivateGetAllAlgoOrders', params: { symbol }, weight: 5 }),
    );
    for (const algo of algos) {
      const algoId = idOf(algo['algoId'], 'algoId');
      names.orderId(algo['clientAlgoId'], algoName(algoId));
      children.born(told(algo['actualOrderId']), algoId);
    }
    for (const orderId of numbers) {
      if (isKnown(orderId)) continue;
      const found = await unlessAbsent(ask({ method: 'fapiPrivateGetOrder', params: { symbol, orderId } }));
      if (found === undefined) continue;
      const { clientOrderId } = fieldsOf(found, 'an order');
      this.#by.forced?.note(orderId, forcedBy(clientOrderId));
      names.orderId(clientOrderId, orderId);
    }
  }
}
