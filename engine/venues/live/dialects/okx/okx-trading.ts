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
import type { KeyPermissions } from '../../../../domain/venue/key-permissions.ts';
import { okx } from '../../../ccxt/dialects/okx.ts';
import { type Fields, fieldsOf, idOf, listOf } from '../../../wire/frame-fields.ts';
import { AlgoChildren, algoIdOf, algoName } from '../../algo-children.ts';
import { ForcedOrders } from '../../forced-orders.ts';
import { unlessAbsent } from '../../ask-failed.ts';
import { leverageOf, told } from '../../report-fields.ts';
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
import { BILL_TYPES, okxCashFlow } from './okx-cash-flows.ts';
import { okxPermissions } from './okx-permissions.ts';
import {
  okxAlgo,
  okxBalance,
  okxOrder,
  okxPosition,
  okxStreamTrade,
  okxTrade,
  type ReadBy,
} from './okx-reports.ts';
import { algoNameOf, amendCall, cancelCalls, orderName, placeCall } from './okx-requests.ts';

const DAY_MS = 86_400_000;
const HISTORY_MS = 90 * DAY_MS;
/** Bills of the last week are told at once. */
const RECENT_BILLS_MS = 6 * DAY_MS;
/** Trades of the last three days are told at once; older ones by another, slower list. */
const RECENT_MS = 3 * DAY_MS;
const PAGE = 100;
/** How long after its signing a new or amended order may still be taken. */
const EXPIRY_MS = 5000;
/** Orders that wait for a trigger take no expiry: their signature alone limits their age. */
const SIGNATURE_MS = 30_000;
const WITH_EXPIRY: ReadonlySet<string> = new Set(['/api/v5/trade/order', '/api/v5/trade/amend-order']);

interface OkxStreams extends StreamingExchange {
  getUrl(channel: string, access: string): string;
}

/** OKX v5, net mode; perpetuals on cross margin. */
export const okxTrading: TradingDialect = {
  venue: 'okx',
  market: okx,
  traits: {
    // A stop inside an entry becomes an order that is not reduce-only and outlives the position.
    orderTypes: WITHOUT_TRAILING,
    timesInForce: ['gtc', 'ioc', 'fok'],
    attachesStops: false,
    stopsFollowPosition: false,
    amendsInPlace: true,
    // Conditional orders freeze nothing before they are set off: https://www.okx.com/docs-v5/en/#order-book-trading-algo-trading
    stopsLockBalance: false,
    // What waits for a trigger is changed by a request of its own: https://www.okx.com/docs-v5/en/#order-book-trading-algo-trading-post-amend-algo-order
    movesSpotStops: 'amend',
    findsByClientId: true,
    receiveWindowMs: SIGNATURE_MS,
    plainWindowMs: EXPIRY_MS,
    historyMs: HISTORY_MS,
    cashFlows: 'told',
    deadMan: 'cancels-everything',
    rate: { requests: 60, perMs: 2000 },
  },
  // 60 in 2 s for each kind of order request; questions have limits of their own.
  rest: { weight: 60, perMs: 2000 },
  clientIdForm: 'base32',
  hosts: [],
  options: {},
  loopbackUrls: (urls) => okx.loopbackUrls(urls),
  codeOf: ({ body }) => {
    const { code, data } = body as Fields;
    const [first] = Array.isArray(data) ? (data as Fields[]) : [];
    const single = told(first?.['sCode']);
    if (code === '0' && (single === undefined || single === '0')) return undefined;
    return single !== undefined && single !== '0' ? single : (told(code) ?? 'NO_CODE');
  },
  headers: (method, path, venueNow) =>
    method === 'POST' && WITH_EXPIRY.has(path) ? { expTime: String(venueNow + EXPIRY_MS) } : {},
  streams: 2,
  openStreams: (exchange) => [
    followed(exchange as OkxStreams, 'private', 'orders'),
    followed(exchange as OkxStreams, 'business', 'orders-algo'),
  ],
  trader: (means) => new OkxTrader(means),
};

async function followed(exchange: OkxStreams, access: string, channel: string): Promise<unknown> {
  await exchange.authenticate({ access });
  const request = { op: 'subscribe', args: [{ channel, instType: 'ANY' }] };
  return exchange.watch(exchange.getUrl(channel, access), channel, request, channel);
}

class OkxTrader implements VenueTrader {
  readonly #means: TraderMeans;
  readonly #by: ReadBy;

  constructor(means: TraderMeans) {
    this.#means = means;
    this.#by = { names: means.names, children: new AlgoChildren(), forced: new ForcedOrders() };
  }

  place(request: PlaceRequest): WireCall {
    return placeCall(request, this.#means.instruments.of(request.instrument), this.#means);
  }

  amend(request: AmendRequest): WireCall {
    return amendCall(request, this.#means.instruments.of(request.instrument), this.#means.names);
  }

  cancel(request: CancelRequest): readonly WireCall[] {
    return cancelCalls(request, this.#means.instruments.of(request.instrument), this.#means.names);
  }

  cancelAllAfter(seconds: number): readonly WireCall[] {
    return [{ method: 'privatePostTradeCancelAllAfter', params: { timeOut: String(seconds) } }];
  }

  placed(body: unknown): Placed {
    const [entry] = entriesOf(body);
    const algoId = told(entry?.['algoId']);
    const venueOrderId = algoId === undefined ? idOf(entry?.['ordId'], 'ordId') : algoName(algoId);
    this.#means.names.orderId(
      algoId === undefined ? entry?.['clOrdId'] : entry?.['algoClOrdId'],
      venueOrderId,
    );
    return { venueOrderId };
  }

  async order(
    question: Extract<VenueQuestion, { kind: 'ask-order' }>,
  ): Promise<VenueOrderReport | undefined> {
    const traded = this.#means.instruments.of(question.instrument);
    const isAlgo = algoIdOf(question.venueOrderId) !== undefined;
    const usual = isAlgo ? undefined : await this.#one(orderName(question, this.#means.names), traded);
    if (usual !== undefined) return usual;
    const params = algoNameOf(question, this.#means.names);
    const found = await unlessAbsent(this.#means.ask({ method: 'privateGetTradeOrderAlgo', params }));
    const [entry] = found === undefined ? [] : entriesOf(found);
    if (entry === undefined) return undefined;
    const algo = okxAlgo(entry, traded, this.#by);
    const ordId = told(entry['ordId']);
    // What became of it is told of the order it became.
    const child =
      algo.state === 'triggered' && ordId !== undefined ? await this.#one({ ordId }, traded) : undefined;
    return child === undefined ? algo : { ...algo, state: child.state, filledLots: child.filledLots };
  }

  async openOrders(): Promise<readonly VenueOrderReport[]> {
    const waiting = await this.#pages(
      'privateGetTradeOrdersAlgoPending',
      { ordType: 'conditional,oco' },
      'algoId',
    );
    const usual = await this.#pages('privateGetTradeOrdersPending', {}, 'ordId');
    return [
      ...this.#named(waiting).map(({ entry, traded }) => okxAlgo(entry, traded, this.#by)),
      ...this.#named(usual).map(({ entry, traded }) => okxOrder(entry, traded, this.#by)),
    ];
  }

  async trades(since: number): Promise<PagedTrades> {
    const now = this.#means.venueNow();
    const from = Math.max(since, now - HISTORY_MS);
    const trades: VenueTrade[] = [];
    const isRecent = from > now - RECENT_MS;
    const method = isRecent ? 'privateGetTradeFills' : 'privateGetTradeFillsHistory';
    const types = [...new Set(this.#means.instruments.all.map(({ isSpot }) => (isSpot ? 'SPOT' : 'SWAP')))];
    for (const instType of types) {
      const fills = this.#named(await this.#pages(method, { instType, begin: from }, 'billId'));
      for (const { entry, traded } of fills) {
        await this.#learnName(entry, traded);
        trades.push(okxTrade(entry, traded, this.#by));
      }
    }
    return { trades: trades.toSorted((a, b) => a.venueTime - b.venueTime), complete: from === since };
  }

  async positions(): Promise<readonly VenuePosition[]> {
    const { ask, instruments } = this.#means;
    if (instruments.all.every(({ isSpot }) => isSpot)) return heldOf(await this.balances(), instruments);
    const body = await ask({ method: 'privateGetAccountPositions', params: { instType: 'SWAP' } });
    const perpetuals = entriesOf(body).flatMap((entry) => okxPosition(entry, instruments) ?? []);
    const hasSpot = instruments.all.some(({ isSpot }) => isSpot);
    return hasSpot ? [...perpetuals, ...heldOf(await this.balances(), instruments)] : perpetuals;
  }

  async balances(): Promise<readonly VenueBalance[]> {
    const [account] = entriesOf(await this.#means.ask({ method: 'privateGetAccountBalance', params: {} }));
    return listOf(account?.['details'] ?? [], 'details').map(okxBalance);
  }

  async cashFlows(since: number): Promise<PagedCashFlows> {
    const { instruments, venueNow } = this.#means;
    const from = Math.max(since, venueNow() - HISTORY_MS);
    const isRecent = from > venueNow() - RECENT_BILLS_MS;
    const method = isRecent ? 'privateGetAccountBills' : 'privateGetAccountBillsArchive';
    const flows: VenueCashFlow[] = [];
    for (const type of BILL_TYPES)
      for (const bill of await this.#pages(method, { type, begin: from }, 'billId'))
        flows.push(okxCashFlow(bill, instruments));
    return { flows, complete: from === since };
  }

  async leverage(): Promise<number> {
    const set = [1];
    for (const { marketId } of this.#means.instruments.all.filter(({ isSpot }) => !isSpot)) {
      const params = { instId: marketId, mgnMode: 'cross' };
      const body = await this.#means.ask({ method: 'privateGetAccountLeverageInfo', params });
      for (const entry of entriesOf(body)) set.push(leverageOf(entry['lever']));
    }
    return Math.max(...set);
  }

  async permissions(): Promise<KeyPermissions> {
    return okxPermissions(await this.#means.ask({ method: 'privateGetAccountConfig', params: {} }));
  }

  heard(message: unknown): HeardMessage {
    const content = fieldsOf(message, 'a message');
    const event = told(content['event']);
    if (event === 'subscribe') return { ...NOTHING_HEARD, isReady: true };
    if (event === 'error') return { ...NOTHING_HEARD, isForCcxt: true, ended: 'error' };
    if (event !== undefined) return { ...NOTHING_HEARD, isForCcxt: true };
    const { channel } = fieldsOf(content['arg'], 'arg');
    const named = this.#named(entriesOf(content));
    if (channel === 'orders-algo') {
      return { orders: named.map(({ entry, traded }) => okxAlgo(entry, traded, this.#by)), trades: [] };
    }
    const orders = named.map(({ entry, traded }) => okxOrder(entry, traded, this.#by));
    const trades = named.flatMap(({ entry, traded }) =>
      told(entry['tradeId']) === undefined ? [] : [okxStreamTrade(entry, traded, this.#by)],
    );
    return { orders, trades };
  }

  async #one(name: Fields, traded: TradedInstrument): Promise<VenueOrderReport | undefined> {
    const params = { instId: traded.marketId, ...name };
    const found = await unlessAbsent(this.#means.ask({ method: 'privateGetTradeOrder', params }));
    const [entry] = found === undefined ? [] : entriesOf(found);
    return entry === undefined ? undefined : okxOrder(entry, traded, this.#by);
  }

  /** A trade of an order we placed through a trigger names neither our id nor the waiting order. */
  async #learnName(fill: Fields, traded: TradedInstrument): Promise<void> {
    const ordId = idOf(fill['ordId'], 'ordId');
    const name = this.#by.children.nameOf(ordId);
    if (told(fill['clOrdId']) !== undefined || this.#by.names.orderId(undefined, name) !== undefined) return;
    await this.#one({ ordId }, traded);
  }

  async #pages(method: string, params: Fields, idName: string): Promise<readonly Fields[]> {
    const entries: Fields[] = [];
    for (let after: unknown; ;) {
      const asked = { ...params, limit: PAGE, ...(after === undefined ? {} : { after }) };
      const page = entriesOf(await this.#means.ask({ method, params: asked }));
      entries.push(...page);
      if (page.length < PAGE) return entries;
      after = page.at(-1)?.[idName];
    }
  }

  #named(
    entries: readonly Fields[],
  ): readonly { readonly entry: Fields; readonly traded: TradedInstrument }[] {
    return entries.flatMap((entry) => {
      const traded = this.#means.instruments.named(entry['instId']);
      return traded === undefined ? [] : [{ entry, traded }];
    });
  }
}

const entriesOf = (body: unknown): readonly Fields[] =>
  listOf(fieldsOf(body, 'an answer')['data'], 'data').map((each) => fieldsOf(each, 'an entry'));
