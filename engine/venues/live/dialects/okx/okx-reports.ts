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
  signedDecimalOf,
  textOf,
} from '../../../wire/frame-fields.ts';
import { type AlgoChildren, algoName } from '../../algo-children.ts';
import type { ForcedOrders } from '../../forced-orders.ts';
import { negated, only, plainDecimal, priceOr, timeOf, told } from '../../report-fields.ts';
import type { TradedInstrument, TradedInstruments } from '../../traded-instruments.ts';
import type { OrderNames } from '../../venue-trader.ts';

const STATES: Readonly<Record<string, VenueOrderState>> = {
  live: 'open',
  partially_filled: 'open',
  filled: 'filled',
  canceled: 'canceled',
  mmp_canceled: 'canceled',
};
const ALGO_STATES: Readonly<Record<string, VenueOrderState>> = {
  live: 'open',
  pause: 'open',
  effective: 'triggered',
  partially_effective: 'triggered',
  canceled: 'canceled',
  order_failed: 'rejected',
};

export interface ReadBy {
  readonly names: OrderNames;
  readonly children: AlgoChildren;
  readonly forced: ForcedOrders;
}

/** Categories of orders that the venue has made itself (www.okx.com/docs-v5, order channel). */
const FORCED: Readonly<Record<string, ForcedTrade>> = {
  full_liquidation: 'liquidation',
  partial_liquidation: 'liquidation',
  adl: 'auto-deleveraging',
};

const sideOf = (value: unknown): 'buy' | 'sell' => oneOf(value, 'side', ['buy', 'sell'] as const);

function stateOf(states: Readonly<Record<string, VenueOrderState>>, value: unknown): VenueOrderState {
  const state = states[textOf(value, 'state')];
  if (state === undefined) throw new BrokenRule('state must be known');
  return state;
}

/** An order of the matching engine, in answers and on the stream. @throws {BrokenRule} when it is malformed. */
export function okxOrder(
  order: Fields,
  traded: TradedInstrument,
  { children, forced, names }: ReadBy,
): VenueOrderReport {
  const ordId = idOf(order['ordId'], 'ordId');
  const algoId = told(order['algoId']);
  const ours = told(order['clOrdId']);
  if (algoId !== undefined && ours === undefined) {
    names.orderId(order['algoClOrdId'], algoName(algoId));
    children.born(ordId, algoId);
  }
  const venueOrderId = children.nameOf(ordId);
  forced.note(venueOrderId, FORCED[told(order['category']) ?? '']);
  const code = told(order['code']);
  return {
    ...only('orderId', names.orderId(ours, venueOrderId)),
    venueOrderId,
    instrument: traded.id,
    side: sideOf(order['side']),
    lots: traded.lotsOf(decimalOf(order['sz'], 'sz'), 'sz'),
    filledLots: traded.lotsOf(decimalOf(told(order['accFillSz']) ?? '0', 'accFillSz'), 'accFillSz'),
    state: stateOf(STATES, order['state']),
    reduceOnly: order['reduceOnly'] === 'true',
    ...only('limit', priceOr(traded, order['px'], 'px')),
    venueTime: timeOf(order['uTime'], 'uTime'),
    ...only('venueCode', code === '0' ? undefined : code),
  };
}

/** An order that waits for a trigger, or has met it. @throws {BrokenRule} when it is malformed. */
export function okxAlgo(
  order: Fields,
  traded: TradedInstrument,
  { children, names }: ReadBy,
): VenueOrderReport {
  const algoId = idOf(order['algoId'], 'algoId');
  const venueOrderId = algoName(algoId);
  children.born(told(order['ordId']), algoId);
  const isStop = told(order['slTriggerPx']) !== undefined;
  const at = told(order[isStop ? 'slOrdPx' : 'tpOrdPx']);
  return {
    ...only('orderId', names.orderId(order['algoClOrdId'], venueOrderId)),
    venueOrderId,
    instrument: traded.id,
    side: sideOf(order['side']),
    lots: traded.lotsOf(decimalOf(order['sz'], 'sz'), 'sz'),
    filledLots: traded.lotsOf(decimalOf(told(order['actualSz']) ?? '0', 'actualSz'), 'actualSz'),
    state: stateOf(ALGO_STATES, order['state']),
    reduceOnly: order['reduceOnly'] === 'true',
    ...only('limit', at === '-1' ? undefined : priceOr(traded, at, 'ordPx')),
    ...only('trigger', priceOr(traded, order[isStop ? 'slTriggerPx' : 'tpTriggerPx'], 'triggerPx')),
    venueTime: timeOf(told(order['uTime']) ?? told(order['triggerTime']) ?? order['cTime'], 'uTime'),
    ...only('venueCode', told(order['failCode']) === '0' ? undefined : told(order['failCode'])),
  };
}

/** The execution an order on the stream tells of. @throws {BrokenRule} when it is malformed. */
export const okxStreamTrade = (order: Fields, traded: TradedInstrument, by: ReadBy): VenueTrade =>
  tradeOf(
    {
      ...order,
      fee: order['fillFee'],
      feeCcy: order['fillFeeCcy'],
      time: order['fillTime'],
    },
    traded,
    by,
  );

/** One of our own trades in an answer. @throws {BrokenRule} when it is malformed. */
export const okxTrade = (fill: Fields, traded: TradedInstrument, by: ReadBy): VenueTrade =>
  tradeOf({ ...fill, time: told(fill['fillTime']) ?? fill['ts'] }, traded, by);

function tradeOf(fill: Fields, traded: TradedInstrument, { children, forced, names }: ReadBy): VenueTrade {
  const venueOrderId = children.nameOf(idOf(fill['ordId'], 'ordId'));
  return {
    tradeId: idOf(fill['tradeId'], 'tradeId'),
    venueOrderId,
    ...only('orderId', names.orderId(fill['clOrdId'], venueOrderId)),
    instrument: traded.id,
    side: sideOf(fill['side']),
    lots: traded.lotsOf(decimalOf(fill['fillSz'], 'fillSz'), 'fillSz'),
    ticks: traded.ticksOf(decimalOf(fill['fillPx'], 'fillPx'), 'fillPx'),
    // The venue tells what the balance gains.
    feeDecimal: negated(plainDecimal(fill['fee'], 'fee')),
    feeAsset: told(fill['feeCcy']) ?? traded.instrument.quote,
    liquidity: fill['execType'] === 'M' ? 'maker' : 'taker',
    venueTime: timeOf(fill['time'], 'time'),
    ...only('forced', forced.of(venueOrderId)),
  };
}

/** One position in net mode; undefined where the instrument is not of this session. */
export function okxPosition(position: Fields, instruments: TradedInstruments): VenuePosition | undefined {
  const traded = instruments.named(position['instId']);
  if (traded === undefined) return undefined;
  const amount = signedDecimalOf(position['pos'], 'pos');
  const size = Number(traded.lotsOf(amount.replace('-', ''), 'pos'));
  const leverage = told(position['lever']);
  return {
    instrument: traded.id,
    signedLots: amount.startsWith('-') ? -size : size,
    ...only('liquidationTicks', traded.nearestTicksOf(told(position['liqPx']) ?? '', 'liqPx')),
    ...only('leverage', leverage === undefined ? undefined : Number(leverage)),
  };
}

/** One currency of the account. */
export function okxBalance(value: unknown): VenueBalance {
  const detail = fieldsOf(value, 'a detail');
  return {
    asset: textOf(detail['ccy'], 'ccy'),
    totalDecimal: plainDecimal(detail['cashBal'], 'cashBal'),
    freeDecimal: plainDecimal(told(detail['availBal']) ?? detail['availEq'], 'availBal'),
  };
}
