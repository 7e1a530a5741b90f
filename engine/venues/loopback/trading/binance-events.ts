import { formatFixed } from '../../../domain/units/fixed.ts';
import type { BinanceSide } from '../binance/binance-numbers.ts';
import type { CoreMarket } from './core-market.ts';
import type { CoreOrder, CoreTrade } from './core-order.ts';
import { NUMBER_MARK } from './private-socket.ts';

interface Told {
  readonly side: BinanceSide;
  readonly now: number;
}

/** Numbers beyond 2^53 go out with all their digits. */
export const bigNumber = (digits: string): string => NUMBER_MARK + digits;

/** The order a triggered algo order became; it has a number and a client id of its own. */
export const childIdOf = (order: Pick<CoreOrder, 'venueId'>): string =>
  String(BigInt(order.venueId) + 500_000n);

const isAlgo = (order: CoreOrder, side: BinanceSide): boolean =>
  side === 'usdm' && order.trigger !== undefined;

/** The number a client sees of an order in the matching engine. */
export const orderIdOf = (order: CoreOrder, side: BinanceSide): string =>
  isAlgo(order, side) ? childIdOf(order) : order.venueId;

/** The client id a client sees of an order in the matching engine. */
export const clientIdOf = (order: CoreOrder, side: BinanceSide): string => {
  if (order.forced === 'auto-deleveraging') return 'adl_autoclose';
  if (order.forced === 'liquidation') return `autoclose-${order.venueId.slice(-6)}`;
  return isAlgo(order, side) ? `autoalgo-${order.venueId.slice(-6)}` : order.clientId;
};

export const statusOf = ({ filledLots, status }: CoreOrder): string => {
  switch (status) {
    case 'new':
    case 'triggered':
    case 'untriggered':
      return filledLots > 0 ? 'PARTIALLY_FILLED' : 'NEW';
    case 'filled':
      return 'FILLED';
    case 'canceled':
      return 'CANCELED';
    case 'expired':
      return 'EXPIRED';
    case 'rejected':
      return 'REJECTED';
  }
};

export const typeOf = ({ kind, postOnly }: CoreOrder, side: BinanceSide): string => {
  const isSpot = side === 'spot';
  if (kind === 'limit') return isSpot && postOnly === true ? 'LIMIT_MAKER' : 'LIMIT';
  const names = {
    market: 'MARKET',
    'stop-market': isSpot ? 'STOP_LOSS' : 'STOP_MARKET',
    'stop-limit': isSpot ? 'STOP_LOSS_LIMIT' : 'STOP',
    'take-profit-market': isSpot ? 'TAKE_PROFIT' : 'TAKE_PROFIT_MARKET',
    'take-profit-limit': isSpot ? 'TAKE_PROFIT_LIMIT' : 'TAKE_PROFIT',
  } as const;
  return names[kind];
};

function common(order: CoreOrder, market: CoreMarket, side: BinanceSide): object {
  return {
    s: market.symbol,
    c: clientIdOf(order, side),
    S: order.side.toUpperCase(),
    o: typeOf(order, side),
    f: order.postOnly === true && side === 'usdm' ? 'GTX' : (order.timeInForce ?? 'gtc').toUpperCase(),
    q: market.sizeText(order.lots),
    p: order.limit === undefined ? '0' : market.priceText(order.limit),
    X: statusOf(order),
    i: bigNumber(orderIdOf(order, side)),
    z: market.sizeText(order.filledLots),
    T: order.updatedAt,
    ...(side === 'usdm'
      ? { R: order.reduceOnly === true, sp: '0', cp: false, ps: 'BOTH' }
      : {
          P: order.trigger === undefined ? '0.00000000' : market.priceText(order.trigger),
          r: 'NONE',
          C: '',
        }),
  };
}

const wrapped = (content: object, { now, side }: Told): object =>
  side === 'usdm'
    ? { e: 'ORDER_TRADE_UPDATE', E: now, T: now, o: content }
    : { e: 'executionReport', E: now, ...content };

/** An order changed without an execution. */
export function orderEvent(order: CoreOrder, market: CoreMarket, told: Told): object {
  const status = statusOf(order);
  // A cancel has a client id of its own in `c`, and the order's in `C`.
  const canceled =
    told.side === 'spot' && status === 'CANCELED' ? { c: 'web_cancel', C: order.clientId } : {};
  const event = { x: status, l: '0', L: '0', n: '0', N: null, t: -1, m: false, ...canceled };
  return wrapped({ ...common(order, market, told.side), ...event }, told);
}

/** An execution, with its order as it stands after it. */
export function tradeEvent(
  trade: CoreTrade,
  order: CoreOrder,
  { market, ...told }: Told & { readonly market: CoreMarket },
): object {
  const event = {
    x: order.forced === 'liquidation' ? 'CALCULATED' : 'TRADE',
    l: market.sizeText(trade.lots),
    L: market.priceText(trade.ticks),
    n: formatFixed(trade.fee, 8),
    N: trade.feeAsset,
    t: Number(trade.tradeId),
    m: trade.isMaker,
    T: trade.time,
  };
  return wrapped({ ...common(order, market, told.side), ...event }, told);
}

const ALGO: Readonly<Record<CoreOrder['status'], string>> = {
  untriggered: 'NEW',
  triggered: 'TRIGGERED',
  new: 'TRIGGERED',
  filled: 'FINISHED',
  canceled: 'CANCELED',
  expired: 'EXPIRED',
  rejected: 'REJECTED',
};

export const algoStatusOf = ({ status }: CoreOrder): string => ALGO[status];

/** Whether an algo order has become an order of the matching engine, whatever became of that. */
export const hasChild = ({ filledLots, status }: CoreOrder): boolean =>
  filledLots > 0 || (status !== 'untriggered' && status !== 'canceled');

/** An algo order changed. */
export function algoEvent(order: CoreOrder, market: CoreMarket, now: number): object {
  return {
    e: 'ALGO_UPDATE',
    T: now,
    E: now,
    o: {
      caid: order.clientId,
      aid: bigNumber(order.venueId),
      at: 'CONDITIONAL',
      o: typeOf(order, 'usdm'),
      s: market.symbol,
      S: order.side.toUpperCase(),
      ps: 'BOTH',
      q: market.sizeText(order.lots),
      X: algoStatusOf(order),
      ai: hasChild(order) ? childIdOf(order) : '',
      aq: market.sizeText(order.filledLots),
      tp: market.priceText(order.trigger ?? 0),
      p: order.limit === undefined ? '0' : market.priceText(order.limit),
      R: order.reduceOnly === true,
      rm: order.reason,
    },
  };
}
