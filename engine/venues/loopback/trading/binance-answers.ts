import { formatFixed } from '../../../domain/units/fixed.ts';
import type { BinanceSide } from '../binance/binance-numbers.ts';
import {
  algoStatusOf,
  bigNumber,
  childIdOf,
  clientIdOf,
  hasChild,
  orderIdOf,
  statusOf,
  typeOf,
} from './binance-events.ts';
import { binanceMoney } from './binance-money.ts';
import type { CoreMarket } from './core-market.ts';
import { type CoreAnswer, type CoreKind, type CoreOrder, type CoreRefusal, isOpen } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';
import { told } from './signatures.ts';
import { replaceOrder } from './binance-replace.ts';
import { amendText, askOf, placeText, type TextOrder } from './text-order.ts';
import type { WireAnswer, WireRequest } from './trading-words.ts';

type Params = URLSearchParams;
type Code = readonly [code: number, msg: string];

const USDM: Readonly<Record<CoreRefusal, Code>> = {
  'unknown-symbol': [-1121, 'Invalid symbol.'],
  'bad-size': [-4003, 'Quantity less than or equal to zero.'],
  'off-step': [-1111, 'Precision is over the maximum defined for this asset.'],
  'off-tick': [-4014, 'Price not increased by tick size.'],
  'below-min-size': [-4004, 'Quantity less than min quantity.'],
  'above-max-size': [-4005, 'Quantity greater than max quantity.'],
  'below-min-notional': [
    -4164,
    "Order's notional must be no smaller than 5 (unless you choose reduce only).",
  ],
  'bad-price': [-4013, 'Price less than min price.'],
  balance: [-2019, 'Margin is insufficient.'],
  'reduce-only': [-2022, 'ReduceOnly Order is rejected.'],
  'duplicate-id': [-4116, 'ClientOrderId is duplicated.'],
  'post-only-would-take': [
    -5022,
    'Due to the order could not be executed as maker, the Post Only order will be rejected.',
  ],
  'fill-or-kill': [
    -5021,
    'Due to the order could not be filled immediately, the FOK order has been rejected.',
  ],
  'would-trigger': [-2021, 'Order would immediately trigger.'],
  'unknown-order': [-2013, 'Order does not exist.'],
  'order-closed': [-2011, 'Unknown order sent.'],
  'not-modified': [-5027, 'No need to modify the order.'],
  'not-supported': [-1116, 'Invalid orderType.'],
};

const SPOT: Readonly<Partial<Record<CoreRefusal, Code>>> = {
  'below-min-size': [-1013, 'Filter failure: LOT_SIZE'],
  'above-max-size': [-1013, 'Filter failure: LOT_SIZE'],
  'off-step': [-1013, 'Filter failure: LOT_SIZE'],
  'off-tick': [-1013, 'Filter failure: PRICE_FILTER'],
  'below-min-notional': [-1013, 'Filter failure: NOTIONAL'],
  balance: [-2010, 'Account has insufficient balance for requested action.'],
  'duplicate-id': [-2010, 'Duplicate order sent.'],
  'post-only-would-take': [-2010, 'Order would immediately match and take.'],
  'would-trigger': [-2010, 'Stop price would trigger immediately.'],
};

const KINDS: Readonly<Record<string, CoreKind>> = {
  MARKET: 'market',
  LIMIT: 'limit',
  LIMIT_MAKER: 'limit',
  STOP_MARKET: 'stop-market',
  STOP_LOSS: 'stop-market',
  STOP: 'stop-limit',
  STOP_LOSS_LIMIT: 'stop-limit',
  TAKE_PROFIT_MARKET: 'take-profit-market',
  TAKE_PROFIT_LIMIT: 'take-profit-limit',
};

/** Answers a signed request as Binance does; undefined for an address it does not have. */
export function binanceAnswer(
  { body, method, url }: WireRequest,
  core: MatchingCore,
  side: BinanceSide,
): WireAnswer | undefined {
  const params = new URLSearchParams(url.search === '' ? body : url.search);
  const path = url.pathname.replace(/^\/(fapi\/v[123]|api\/v3|sapi\/v1)/, '');
  return new Desk(core, side).answer(`${method} ${path}`, params);
}

const ok = (body: unknown): WireAnswer => ({ status: 200, body });

class Desk {
  readonly #core: MatchingCore;
  readonly #side: BinanceSide;

  constructor(core: MatchingCore, side: BinanceSide) {
    this.#core = core;
    this.#side = side;
  }

  answer(request: string, params: Params): WireAnswer | undefined {
    switch (request) {
      case 'POST /order':
      case 'POST /algoOrder':
        return this.#place(params);
      case 'POST /order/cancelReplace':
        return this.#replace(params);
      case 'PUT /order':
        return this.#amend(params);
      case 'DELETE /order':
        return this.#canceled(this.#core.cancel(this.#ids(params, false)), -2011);
      case 'DELETE /algoOrder':
        return this.#canceled(this.#core.cancel(this.#ids(params, true)), -2011);
      case 'GET /order':
        return this.#one(this.#core.find(this.#ids(params, false)));
      case 'GET /algoOrder':
        return this.#one(this.#core.find(this.#ids(params, true)));
      case 'GET /openOrders':
        return ok(this.#listed((order) => isOpen(order) && !this.#isWaiting(order)));
      case 'GET /openAlgoOrders':
        return ok(this.#listed((order) => order.status === 'untriggered'));
      case 'GET /allAlgoOrders':
        return ok(this.#listed((order) => order.trigger !== undefined, true));
      default:
        return this.#account(request, params);
    }
  }

  #account(request: string, params: Params): WireAnswer | undefined {
    const core = this.#core;
    switch (request) {
      case 'GET /userTrades':
      case 'GET /myTrades':
        return ok(this.#trades(params));
      case 'GET /positionRisk':
        return ok(this.#positions());
      case 'GET /balance':
        return ok(
          [...core.account.assets].map(([asset, units]) => ({
            asset,
            balance: formatFixed(units, 8),
            availableBalance: formatFixed(units, 8),
          })),
        );
      case 'GET /account':
        return ok({
          canTrade: true,
          balances: [...core.account.assets].map(([asset, units]) => ({
            asset,
            free: formatFixed(units - core.locked(asset), 8),
            locked: formatFixed(core.locked(asset), 8),
          })),
        });
      case 'GET /income':
        return ok(this.#income(params));
      case 'POST /countdownCancelAll':
        return ok({ symbol: params.get('symbol'), countdownTime: params.get('countdownTime') });
      case 'GET /account/apiRestrictions':
        return ok(API_RESTRICTIONS);
      default:
        return this.#side === 'spot' ? binanceMoney(request, params, core) : undefined;
    }
  }

  #isWaiting(order: CoreOrder): boolean {
    return this.#side === 'usdm' && order.status === 'untriggered';
  }

  #market(params: Params): CoreMarket | undefined {
    return this.#core.market(params.get('symbol'));
  }

  #ids(params: Params, isAlgo: boolean): { readonly venueId?: string; readonly clientId?: string } {
    const number = params.get(isAlgo ? 'algoId' : 'orderId');
    const clientId = params.get(isAlgo ? 'clientAlgoId' : 'origClientOrderId');
    const order = this.#core.orders.findLast((each) =>
      number === null
        ? (this.#isAlgo(each) ? isAlgo : !isAlgo) && each.clientId === clientId
        : (isAlgo ? each.venueId : orderIdOf(each, this.#side)) === number,
    );
    return { venueId: order?.venueId ?? 'none' };
  }

  #isAlgo(order: CoreOrder): boolean {
    return this.#side === 'usdm' && order.trigger !== undefined;
  }

  #place(params: Params): WireAnswer {
    const order = this.#orderOf(params);
    if (order === undefined) return this.#refused('not-supported');
    const placed = placeText(this.#core, this.#market(params), order);
    return placed.ok ? ok(this.#view(placed.order)) : this.#refused(placed.refusal);
  }

  #replace(params: Params): WireAnswer | undefined {
    if (this.#side !== 'spot') return undefined;
    const order = this.#orderOf(params);
    const names = new URLSearchParams({
      ...(params.has('cancelOrderId') ? { orderId: params.get('cancelOrderId') ?? '' } : {}),
      origClientOrderId: params.get('cancelOrigClientOrderId') ?? '',
    });
    return replaceOrder(this.#core, {
      ask: order === undefined ? 'not-supported' : askOf(this.#market(params), order),
      replaced: this.#ids(names, false),
      view: (each) => this.#view(each),
      refused: (refusal) => this.#refused(refusal),
    });
  }

  #orderOf(params: Params): TextOrder | undefined {
    const type = params.get('type') ?? '';
    const isAlgo = params.get('algoType') === 'CONDITIONAL';
    const isSpot = this.#side === 'spot';
    const kind = isSpot || type !== 'TAKE_PROFIT' ? KINDS[type] : 'take-profit-limit';
    if (kind === undefined || (!isSpot && isAlgo !== kind.includes('-'))) return undefined;
    return {
      clientId: params.get(isAlgo ? 'clientAlgoId' : 'newClientOrderId') ?? '',
      side: params.get('side') === 'BUY' ? 'buy' : 'sell',
      kind: isSpot && type === 'TAKE_PROFIT' ? 'take-profit-market' : kind,
      size: params.get('quantity') ?? undefined,
      limit: params.get('price') ?? undefined,
      trigger: params.get(isAlgo ? 'triggerPrice' : 'stopPrice') ?? undefined,
      timeInForce: ({ IOC: 'ioc', FOK: 'fok' } as const)[params.get('timeInForce') ?? ''] ?? 'gtc',
      postOnly: type === 'LIMIT_MAKER' || params.get('timeInForce') === 'GTX',
      reduceOnly: params.get('reduceOnly') === 'true',
    };
  }

  #amend(params: Params): WireAnswer {
    const amended = amendText(this.#core, this.#market(params), {
      ids: this.#ids(params, false),
      size: params.get('quantity') ?? undefined,
      limit: params.get('price') ?? undefined,
    });
    return amended.ok ? ok(this.#view(amended.order)) : this.#refused(amended.refusal);
  }

  #canceled(answer: CoreAnswer, unknown: number): WireAnswer {
    if (answer.ok) return ok(this.#view(answer.order));
    return { status: 400, body: { code: unknown, msg: 'Unknown order sent.' } };
  }

  #one(order: CoreOrder | undefined): WireAnswer {
    return order === undefined ? this.#refused('unknown-order') : ok(this.#view(order));
  }

  #refused(refusal: CoreRefusal): WireAnswer {
    const [code, msg] = (this.#side === 'spot' ? SPOT[refusal] : undefined) ?? USDM[refusal];
    return { status: 400, body: { code, msg } };
  }

  #listed(wanted: (order: CoreOrder) => boolean, isWithClosed = false): readonly object[] {
    const orders = isWithClosed ? this.#core.orders : this.#core.openOrders;
    return orders.filter((order) => wanted(order)).map((order) => this.#view(order));
  }

  #view(order: CoreOrder): object {
    return this.#isAlgo(order) ? this.#algoView(order) : this.#orderView(order);
  }

  #orderView(order: CoreOrder): object {
    const market = this.#core.market(order.symbol) as CoreMarket;
    return {
      symbol: market.symbol,
      orderId: bigNumber(orderIdOf(order, this.#side)),
      clientOrderId: clientIdOf(order, this.#side),
      price: order.limit === undefined ? '0' : market.priceText(order.limit),
      origQty: market.sizeText(order.lots),
      executedQty: market.sizeText(order.filledLots),
      status: statusOf(order),
      timeInForce: (order.timeInForce ?? 'gtc').toUpperCase(),
      type: typeOf(order, this.#side),
      side: order.side.toUpperCase(),
      stopPrice: order.trigger === undefined ? '0' : market.priceText(order.trigger),
      time: order.createdAt,
      updateTime: order.updatedAt,
      ...(this.#side === 'usdm' ? { reduceOnly: order.reduceOnly === true, closePosition: false } : {}),
      ...(this.#side === 'spot' ? { transactTime: order.updatedAt } : {}),
    };
  }

  #algoView(order: CoreOrder): object {
    const market = this.#core.market(order.symbol) as CoreMarket;
    return {
      algoId: bigNumber(order.venueId),
      clientAlgoId: order.clientId,
      algoType: 'CONDITIONAL',
      orderType: typeOf(order, 'usdm'),
      symbol: market.symbol,
      side: order.side.toUpperCase(),
      positionSide: 'BOTH',
      quantity: market.sizeText(order.lots),
      algoStatus: algoStatusOf(order),
      actualOrderId: hasChild(order) ? childIdOf(order) : '',
      actualQty: market.sizeText(order.filledLots),
      triggerPrice: market.priceText(order.trigger ?? 0),
      price: order.limit === undefined ? '0.00' : market.priceText(order.limit),
      reduceOnly: order.reduceOnly === true,
      createTime: order.createdAt,
      updateTime: order.updatedAt,
    };
  }

  #trades(params: Params): readonly object[] {
    const from = Number(params.get('startTime') ?? 0);
    const to = Number(params.get('endTime') ?? Number.MAX_SAFE_INTEGER);
    const fromId = Number(params.get('fromId') ?? 0);
    const found = this.#core.trades.filter(
      ({ symbol, time, tradeId }) =>
        symbol === params.get('symbol') && time >= from && time <= to && Number(tradeId) >= fromId,
    );
    return found.slice(0, Number(params.get('limit') ?? 500)).map((trade) => {
      const market = this.#core.market(trade.symbol) as CoreMarket;
      const order = this.#core.find({ venueId: trade.venueId });
      const isBuy = trade.side === 'buy';
      return {
        symbol: trade.symbol,
        id: Number(trade.tradeId),
        orderId: bigNumber(order === undefined ? trade.venueId : orderIdOf(order, this.#side)),
        price: market.priceText(trade.ticks),
        qty: market.sizeText(trade.lots),
        commission: formatFixed(trade.fee, 8),
        commissionAsset: trade.feeAsset,
        time: trade.time,
        ...(this.#side === 'spot'
          ? { isBuyer: isBuy, isMaker: trade.isMaker }
          : { side: told(trade.side).toUpperCase(), maker: trade.isMaker, buyer: isBuy }),
      };
    });
  }

  #income(params: Params): readonly object[] {
    const type = params.get('incomeType');
    const from = Number(params.get('startTime') ?? 0);
    const size = Number(params.get('limit') ?? 100);
    const start = (Number(params.get('page') ?? 1) - 1) * size;
    return this.#core.account.flows
      .filter(({ kind, time }) => INCOME_TYPES[kind] === type && time >= from)
      .slice(start, start + size)
      .map((flow) => ({
        symbol: flow.symbol ?? '',
        incomeType: type,
        income: formatFixed(flow.units, 8),
        asset: flow.asset,
        info: type,
        time: flow.time,
        tranId: Number(flow.id),
        tradeId: '',
      }));
  }

  #positions(): readonly object[] {
    return this.#core.markets.map((market) => {
      const size = this.#core.account.position(market.symbol);
      return {
        symbol: market.symbol,
        positionAmt: `${size < 0 ? '-' : ''}${market.sizeText(Math.abs(size))}`,
        entryPrice: '0.0',
        liquidationPrice: '0',
        leverage: String(this.#core.knobs.leverage),
        positionSide: 'BOTH',
      };
    });
  }
}

const INCOME_TYPES = { transfer: 'TRANSFER', deposit: undefined, funding: 'FUNDING_FEE' } as const;

const API_RESTRICTIONS = {
  ipRestrict: true,
  createTime: 1_698_645_219_000,
  enableReading: true,
  enableWithdrawals: false,
  enableInternalTransfer: false,
  enableMargin: false,
  enableFutures: true,
  permitsUniversalTransfer: false,
  enableVanillaOptions: false,
  enableSpotAndMarginTrading: true,
  enablePortfolioMarginTrading: false,
};
