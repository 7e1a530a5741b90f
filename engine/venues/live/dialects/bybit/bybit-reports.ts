import type { ForcedTrade } from '../../../../domain/venue/forced-trade.ts';
import type {
  VenueBalance,
  VenueOrderReport,
  VenueOrderState,
  VenuePosition,
  VenueTrade,
} from '../../../../domain/venue/venue-report.ts';
import {
  BrokenRule,
  decimalOf,
  type Fields,
  fieldsOf,
  idOf,
  oneOf,
  textOf,
} from '../../../wire/frame-fields.ts';
import { lessAll, only, plainDecimal, priceOr, timeOf, told } from '../../report-fields.ts';
import type { TradedInstrument, TradedInstruments } from '../../traded-instruments.ts';
import type { OrderNames } from '../../venue-trader.ts';

const STATES: Readonly<Record<string, VenueOrderState>> = {
  New: 'open',
  PartiallyFilled: 'open',
  Untriggered: 'open',
  Active: 'open',
  Triggered: 'triggered',
  Filled: 'filled',
  Cancelled: 'canceled',
  PartiallyFilledCanceled: 'canceled',
  Deactivated: 'canceled',
  Rejected: 'rejected',
};

/** Executions that trade; funding and settlements are told in the same list. */
const TRADES: ReadonlySet<unknown> = new Set(['Trade', 'AdlTrade', 'BustTrade']);
/** Those the venue makes itself (bybit-exchange.github.io/docs/v5/enum#exectype). */
const FORCED: Readonly<Record<string, ForcedTrade>> = {
  AdlTrade: 'auto-deleveraging',
  BustTrade: 'liquidation',
};
/** Stops that belong to the position: they are told with it. */
const OF_POSITION: ReadonlySet<unknown> = new Set(['StopLoss', 'TakeProfit', 'TrailingStop']);
const NO_REASON: ReadonlySet<string | undefined> = new Set([undefined, 'EC_NoError']);

const sideOf = (value: unknown): 'buy' | 'sell' =>
  oneOf(value, 'side', ['Buy', 'Sell']) === 'Buy' ? 'buy' : 'sell';

/** Whether an order is the stop of a position itself, not one that somebody placed. */
export const belongsToPosition = (order: Fields): boolean =>
  OF_POSITION.has(order['stopOrderType']) && told(order['orderLinkId']) === undefined;

/** One order as Bybit shows it, by REST and by stream. @throws {BrokenRule} when it is malformed. */
export function bybitOrder(order: Fields, traded: TradedInstrument, names: OrderNames): VenueOrderReport {
  const venueOrderId = idOf(order['orderId'], 'orderId');
  const status = textOf(order['orderStatus'], 'orderStatus');
  const state = STATES[status];
  if (state === undefined) throw new BrokenRule(`orderStatus must be known, was ${status.slice(0, 40)}`);
  const reason = told(order['rejectReason']);
  return {
    ...only('orderId', names.orderId(order['orderLinkId'], venueOrderId)),
    venueOrderId,
    instrument: traded.id,
    side: sideOf(order['side']),
    lots: traded.lotsOf(decimalOf(order['qty'], 'qty'), 'qty'),
    filledLots: traded.lotsOf(decimalOf(told(order['cumExecQty']) ?? '0', 'cumExecQty'), 'cumExecQty'),
    state,
    reduceOnly: order['reduceOnly'] === true,
    ...only('limit', order['orderType'] === 'Limit' ? priceOr(traded, order['price'], 'price') : undefined),
    ...only('trigger', priceOr(traded, order['triggerPrice'], 'triggerPrice')),
    venueTime: timeOf(order['updatedTime'], 'updatedTime'),
    ...only('venueCode', NO_REASON.has(reason) ? undefined : reason),
  };
}

/** One execution, or nothing where it is no trade. @throws {BrokenRule} when it is malformed. */
export function bybitTrade(
  execution: Fields,
  traded: TradedInstrument,
  names: OrderNames,
): VenueTrade | undefined {
  if (!TRADES.has(execution['execType'])) return undefined;
  const venueOrderId = idOf(execution['orderId'], 'orderId');
  const side = sideOf(execution['side']);
  const { base, quote } = traded.instrument;
  const feeAsset = told(execution['feeCurrency']) ?? (traded.isSpot && side === 'buy' ? base : quote);
  return {
    tradeId: idOf(execution['execId'], 'execId'),
    venueOrderId,
    ...only('orderId', names.orderId(execution['orderLinkId'], venueOrderId)),
    instrument: traded.id,
    side,
    lots: traded.lotsOf(decimalOf(execution['execQty'], 'execQty'), 'execQty'),
    ticks: traded.ticksOf(decimalOf(execution['execPrice'], 'execPrice'), 'execPrice'),
    feeDecimal: plainDecimal(execution['execFee'], 'execFee'),
    feeAsset,
    liquidity: execution['isMaker'] === true ? 'maker' : 'taker',
    venueTime: timeOf(execution['execTime'], 'execTime'),
    ...only('forced', FORCED[String(execution['execType'])]),
  };
}

/** One position; undefined where the symbol is not of this session. */
export function bybitPosition(position: Fields, instruments: TradedInstruments): VenuePosition | undefined {
  const traded = instruments.named(position['symbol'], false);
  if (traded === undefined) return undefined;
  const size = traded.lotsOf(decimalOf(told(position['size']) ?? '0', 'size'), 'size');
  return {
    instrument: traded.id,
    signedLots: position['side'] === 'Sell' && size > 0 ? -Number(size) : size,
    ...only('positionStop', priceOr(traded, position['stopLoss'], 'stopLoss')),
    ...only('liquidationTicks', traded.nearestTicksOf(told(position['liqPrice']) ?? '', 'liqPrice')),
    ...only('leverage', told(position['leverage']) === undefined ? undefined : Number(position['leverage'])),
  };
}

/** One coin of the unified wallet. */
export function bybitBalance(value: unknown): VenueBalance {
  const coin = fieldsOf(value, 'a coin');
  const total = plainDecimal(coin['walletBalance'], 'walletBalance');
  const bound = ['locked', 'totalOrderIM', 'totalPositionIM'].map((name) => plainDecimal(coin[name], name));
  return {
    asset: textOf(coin['coin'], 'coin'),
    totalDecimal: total,
    freeDecimal: lessAll(total, bound),
  };
}
