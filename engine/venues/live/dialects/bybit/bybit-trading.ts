import type { InstrumentId } from '../../../../domain/instrument/instrument.ts';
import type {
  VenueBalance,
  VenueCashFlow,
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
import { bybit } from '../../../ccxt/dialects/bybit.ts';
import { type Fields, fieldsOf, idOf, listOf } from '../../../wire/frame-fields.ts';
import type { KeyPermissions } from '../../../../domain/venue/key-permissions.ts';
import { leverageOf, told } from '../../report-fields.ts';
import { heldOf } from '../../spot-holdings.ts';
import type { TradedInstrument } from '../../traded-instruments.ts';
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
import { bybitCashFlow, LOG_MS, logQuestions } from './bybit-cash-flows.ts';
import { bybitPermissions } from './bybit-permissions.ts';
import { belongsToPosition, bybitBalance, bybitOrder, bybitPosition, bybitTrade } from './bybit-reports.ts';
import { amendCall, cancelCalls, marketOf, nameOf, placeCall } from './bybit-requests.ts';

const DAY_MS = 86_400_000;
/** The longest span one question for trades may cover. */
const TRADE_SPAN_MS = 7 * DAY_MS;
const HISTORY_MS = 730 * DAY_MS;
const ORDER_PAGE = 50;
const TRADE_PAGE = 100;
const TOPICS = ['order', 'execution'] as const;

/** ccxt's way to subscribe to several topics at once. */
interface BybitStreams extends StreamingExchange {
  watchTopics(url: string, messageHashes: string[], topics: string[]): Promise<unknown>;
}

/** Bybit v5, unified account in one-way mode. */
export const bybitTrading: TradingDialect = {
  venue: 'bybit',
  market: bybit,
  traits: {
    orderTypes: WITHOUT_TRAILING,
    timesInForce: ['gtc', 'ioc', 'fok'],
    attachesStops: true,
    stopsFollowPosition: true,
    amendsInPlace: true,
    // Conditional orders occupy nothing before they are set off: https://bybit-exchange.github.io/docs/v5/order/create-order
    stopsLockBalance: false,
    // Trigger and size of what waits are changed in place: https://bybit-exchange.github.io/docs/v5/order/amend-order
    movesSpotStops: 'amend',
    findsByClientId: true,
    receiveWindowMs: 5000,
    historyMs: HISTORY_MS,
    cashFlows: 'told',
    deadMan: undefined,
  },
  rest: bybit.rest,
  clientIdForm: 'base32',
  hosts: [],
  options: { enableUnifiedAccount: true },
  loopbackUrls: (urls) => {
    const api = bybit.loopbackUrls(urls);
    return { ...api, ws: { ...(api['ws'] as object), private: { contract: `${urls.wsUrl}/v5/private` } } };
  },
  codeOf: ({ body }) => {
    const code = (body as Fields)['retCode'];
    return code === '0' ? undefined : (told(code) ?? 'NO_CODE');
  },
  streams: 1,
  openStreams: (exchange) => [followed(exchange as BybitStreams)],
  trader: (means) => new BybitTrader(means),
};

async function followed(exchange: BybitStreams): Promise<unknown> {
  const { urls } = exchange as { urls: { api: { ws: { private: { contract: string } } } } };
  const url = urls.api.ws.private.contract.replace('{hostname}', 'bybit.com');
  await exchange.authenticate(url);
  return exchange.watchTopics(url, [...TOPICS], [...TOPICS]);
}

class BybitTrader implements VenueTrader {
  readonly #means: TraderMeans;

  constructor(means: TraderMeans) {
    this.#means = means;
  }

  place(request: PlaceRequest): WireCall {
    return placeCall(request, this.#traded(request.instrument), this.#means);
  }

  amend(request: AmendRequest): WireCall {
    return amendCall(request, this.#traded(request.instrument), this.#means.names);
  }

  cancel(request: CancelRequest): readonly WireCall[] {
    return cancelCalls(request, this.#traded(request.instrument), this.#means.names);
  }

  cancelAllAfter(): readonly WireCall[] {
    throw new CannotBeSaid('UNSUPPORTED');
  }

  placed(body: unknown): Placed {
    const result = fieldsOf(fieldsOf(body, 'an answer')['result'], 'result');
    const venueOrderId = idOf(result['orderId'], 'orderId');
    this.#means.names.orderId(result['orderLinkId'], venueOrderId);
    return { venueOrderId };
  }

  async order(
    question: Extract<VenueQuestion, { kind: 'ask-order' }>,
  ): Promise<VenueOrderReport | undefined> {
    const traded = this.#traded(question.instrument);
    const params = { ...marketOf(traded), ...nameOf(question, this.#means.names) };
    for (const method of ['privateGetV5OrderRealtime', 'privateGetV5OrderHistory']) {
      const [found] = listIn(await this.#means.ask({ method, params }));
      if (found !== undefined) return bybitOrder(found, traded, this.#means.names);
    }
    return undefined;
  }

  async openOrders(): Promise<readonly VenueOrderReport[]> {
    const orders: VenueOrderReport[] = [];
    for (const scope of this.#scopes()) {
      const params = { ...scope, limit: ORDER_PAGE };
      for (const order of await this.#pages('privateGetV5OrderRealtime', params)) {
        const traded = this.#named(order, scope);
        if (traded !== undefined && !belongsToPosition(order)) {
          orders.push(bybitOrder(order, traded, this.#means.names));
        }
      }
    }
    return orders;
  }

  async trades(since: number): Promise<PagedTrades> {
    const { names } = this.#means;
    const now = this.#means.venueNow();
    const from = Math.max(since, now - HISTORY_MS);
    const trades: VenueTrade[] = [];
    for (const params of this.#categories().flatMap((category) => spansOf(category, from, now))) {
      for (const execution of await this.#pages('privateGetV5ExecutionList', params)) {
        const traded = this.#named(execution, params);
        const trade = traded && bybitTrade(execution, traded, names);
        if (trade !== undefined) trades.push(trade);
      }
    }
    return { trades: trades.toSorted((a, b) => a.venueTime - b.venueTime), complete: from === since };
  }

  async positions(): Promise<readonly VenuePosition[]> {
    const positions: VenuePosition[] = [];
    for (const scope of this.#scopes()) {
      if (scope['category'] === 'spot') continue;
      const found = await this.#pages('privateGetV5PositionList', { ...scope, limit: 200 });
      for (const position of found) {
        const told = bybitPosition(position, this.#means.instruments);
        if (told !== undefined) positions.push(told);
      }
    }
    const { instruments } = this.#means;
    const hasSpot = instruments.all.some(({ isSpot }) => isSpot);
    return hasSpot ? [...positions, ...heldOf(await this.balances(), instruments)] : positions;
  }

  async balances(): Promise<readonly VenueBalance[]> {
    const params = { accountType: 'UNIFIED' };
    const [wallet] = listIn(await this.#means.ask({ method: 'privateGetV5AccountWalletBalance', params }));
    return listOf(wallet?.['coin'] ?? [], 'coin').map(bybitBalance);
  }

  async cashFlows(since: number): Promise<PagedCashFlows> {
    const { instruments, venueNow } = this.#means;
    const now = venueNow();
    const from = Math.max(since, now - LOG_MS);
    const flows: VenueCashFlow[] = [];
    for (const currency of new Set(instruments.all.map(({ instrument }) => instrument.quote)))
      for (const params of logQuestions(currency, from, now))
        for (const entry of await this.#pages('privateGetV5AccountTransactionLog', params))
          flows.push(bybitCashFlow(entry, instruments));
    return { flows, complete: from === since };
  }

  async leverage(): Promise<number> {
    const set = [1];
    for (const traded of this.#means.instruments.all.filter(({ isSpot }) => !isSpot)) {
      // Asked for by its symbol a position is shown though nothing is held.
      const ask = { method: 'privateGetV5PositionList', params: marketOf(traded) };
      for (const position of listIn(await this.#means.ask(ask))) set.push(leverageOf(position['leverage']));
    }
    return Math.max(...set);
  }

  async permissions(): Promise<KeyPermissions> {
    return bybitPermissions(await this.#means.ask({ method: 'privateGetV5UserQueryApi', params: {} }));
  }

  heard(message: unknown): HeardMessage {
    const { names } = this.#means;
    const content = fieldsOf(message, 'a message');
    const topic = told(content['topic'])?.split('.')[0];
    if (topic === undefined) return answerOf(content);
    const data = listOf(content['data'] ?? [], 'data').map((each) => fieldsOf(each, 'an entry'));
    const named = data.flatMap((entry) => {
      const traded = this.#named(entry, entry);
      return traded === undefined ? [] : [{ entry, traded }];
    });
    if (topic === 'order') {
      const placed = named.filter(({ entry }) => !belongsToPosition(entry));
      return { orders: placed.map(({ entry, traded }) => bybitOrder(entry, traded, names)), trades: [] };
    }
    if (topic !== 'execution') return NOTHING_HEARD;
    const trades = named.flatMap(({ entry, traded }) => bybitTrade(entry, traded, names) ?? []);
    return { orders: [], trades };
  }

  #traded(id: InstrumentId): TradedInstrument {
    return this.#means.instruments.of(id);
  }

  /** The same symbol is listed as spot and as a perpetual; a scope or an entry says which. */
  #named({ symbol }: Fields, { category }: Fields): TradedInstrument | undefined {
    return this.#means.instruments.named(symbol, category === 'spot');
  }

  #categories(): readonly ('spot' | 'linear')[] {
    const { all } = this.#means.instruments;
    return [
      ...(all.some(({ isSpot }) => !isSpot) ? (['linear'] as const) : []),
      ...(all.some(({ isSpot }) => isSpot) ? (['spot'] as const) : []),
    ];
  }

  /** Perpetuals are asked for by the coin they settle in, spot altogether. */
  #scopes(): readonly Fields[] {
    const perpetuals = this.#means.instruments.all.filter(({ isSpot }) => !isSpot);
    const coins = [...new Set(perpetuals.map(({ instrument }) => instrument.quote))];
    const spot = this.#categories().includes('spot') ? [{ category: 'spot' }] : [];
    return [...coins.map((settleCoin) => ({ category: 'linear', settleCoin })), ...spot];
  }

  async #pages(method: string, params: Fields): Promise<readonly Fields[]> {
    const entries: Fields[] = [];
    let cursor: string | undefined;
    do {
      const body = await this.#means.ask({
        method,
        params: cursor === undefined ? params : { ...params, cursor },
      });
      entries.push(...listIn(body));
      cursor = told(fieldsOf(fieldsOf(body, 'an answer')['result'], 'result')['nextPageCursor']);
    } while (cursor !== undefined && cursor !== '');
    return entries;
  }
}

/** Questions that cover everything from `from` on, each as long as the venue allows. */
function spansOf(category: string, from: number, now: number): readonly Fields[] {
  const spans: Fields[] = [];
  for (let startTime = from; startTime <= now; startTime += TRADE_SPAN_MS) {
    spans.push({ category, startTime, endTime: startTime + TRADE_SPAN_MS - 1, limit: TRADE_PAGE });
  }
  return spans;
}

function listIn(body: unknown): readonly Fields[] {
  const result = fieldsOf(fieldsOf(body, 'an answer')['result'], 'result');
  return listOf(result['list'], 'list').map((each) => fieldsOf(each, 'an entry'));
}

function answerOf({ op, success, retCode }: Fields): HeardMessage {
  const isGood = success !== false && (retCode === undefined || retCode === '0');
  if (op === 'subscribe')
    return { ...NOTHING_HEARD, isReady: isGood, ...(isGood ? {} : { ended: 'subscribe' }) };
  return { ...NOTHING_HEARD, isForCcxt: true };
}
