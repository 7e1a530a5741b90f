import type { VenueOrderReport, VenueOrderState, VenueTrade } from '../../../../domain/venue/venue-report.ts';
import { type UnixMs, unixMs } from '../../../../domain/units/time.ts';
import {
  BrokenRule,
  decimalOf,
  type Fields,
  fieldsOf,
  idOf,
  oneOf,
  textOf,
} from '../../../wire/frame-fields.ts';
import { rfc3339Ms, secondsTextMs } from '../../../wire/venue-time.ts';
import { only, plainDecimal, priceOr, sumOf, told } from '../../report-fields.ts';
import type { TradedInstrument } from '../../traded-instruments.ts';
import type { OrderNames } from '../../venue-trader.ts';

const STATES: Readonly<Record<string, VenueOrderState>> = {
  pending: 'open',
  pending_new: 'open',
  open: 'open',
  new: 'open',
  partially_filled: 'open',
  filled: 'filled',
  canceled: 'canceled',
  expired: 'expired',
};

/** What is known of an order from the stream: its messages tell only what changed. */
export type KnownOrders = Map<string, Fields>;

const sideOf = (value: unknown): 'buy' | 'sell' => oneOf(value, 'side', ['buy', 'sell'] as const);

/** One order of `OpenOrders`, `ClosedOrders` or `QueryOrders`. @throws {BrokenRule} when it is malformed. */
export function krakenOrder(
  venueOrderId: string,
  order: Fields,
  { names, traded }: { readonly traded: TradedInstrument; readonly names: OrderNames },
): VenueOrderReport {
  const descr = fieldsOf(order['descr'], 'descr');
  const type = textOf(descr['ordertype'], 'ordertype');
  const isWaiting = type.startsWith('stop-loss') || type.startsWith('take-profit');
  const size = traded.lotsOf(decimalOf(order['vol'], 'vol'), 'vol');
  const filledLots = traded.lotsOf(decimalOf(order['vol_exec'], 'vol_exec'), 'vol_exec');
  const limit = type === 'limit' ? descr['price'] : type.endsWith('-limit') ? descr['price2'] : undefined;
  return {
    ...only('orderId', names.orderId(order['cl_ord_id'], venueOrderId)),
    venueOrderId,
    instrument: traded.id,
    side: sideOf(descr['type']),
    lots: size,
    filledLots,
    state: stateOf(textOf(order['status'], 'status'), filledLots >= size),
    reduceOnly: false,
    ...only('limit', priceOr(traded, limit, 'price')),
    ...only('trigger', isWaiting ? priceOr(traded, descr['price'], 'price') : undefined),
    venueTime: lastTime(order),
    ...only('venueCode', told(order['reason'])),
  };
}

/** An answer says only that an order is closed, not how. */
function stateOf(status: string, isFull: boolean): VenueOrderState {
  if (status === 'closed') return isFull ? 'filled' : 'canceled';
  const state = STATES[status];
  if (state === undefined) throw new BrokenRule(`status must be known, was ${status.slice(0, 40)}`);
  return state;
}

function lastTime(order: Fields): UnixMs {
  const closed = told(order['closetm']);
  const text = closed === undefined || closed === '0' ? order['opentm'] : closed;
  return unixMs(secondsTextMs(text, 'a time'));
}

/** One of `TradesHistory`, whose fee is in the quote currency. @throws {BrokenRule} when it is malformed. */
export function krakenTrade(
  tradeId: string,
  trade: Fields,
  { names, traded }: { readonly traded: TradedInstrument; readonly names: OrderNames },
): VenueTrade {
  const venueOrderId = idOf(trade['ordertxid'], 'ordertxid');
  return {
    tradeId,
    venueOrderId,
    ...only('orderId', names.orderId(trade['cl_ord_id'], venueOrderId)),
    instrument: traded.id,
    side: sideOf(trade['type']),
    lots: traded.lotsOf(decimalOf(trade['vol'], 'vol'), 'vol'),
    ticks: traded.ticksOf(decimalOf(trade['price'], 'price'), 'price'),
    feeDecimal: plainDecimal(trade['fee'], 'fee'),
    feeAsset: traded.instrument.quote,
    liquidity: trade['maker'] === true ? 'maker' : 'taker',
    venueTime: unixMs(secondsTextMs(trade['time'], 'time')),
  };
}

/** One report of the stream `executions`, completed by what was told before. @throws {BrokenRule} when malformed. */
export function krakenExecution(
  report: Fields,
  known: KnownOrders,
  { names, traded }: { readonly traded: TradedInstrument; readonly names: OrderNames },
): VenueOrderReport {
  const venueOrderId = idOf(report['order_id'], 'order_id');
  const whole: Fields = { ...known.get(venueOrderId), ...report };
  const state = stateOf(textOf(whole['order_status'], 'order_status'), false);
  if (state === 'open') known.set(venueOrderId, whole);
  else known.delete(venueOrderId);
  const triggers = whole['triggers'] === undefined ? {} : fieldsOf(whole['triggers'], 'triggers');
  const orderSize = told(whole['order_qty']) ?? whole['cum_qty'];
  return {
    ...only('orderId', names.orderId(whole['cl_ord_id'], venueOrderId)),
    venueOrderId,
    instrument: traded.id,
    side: sideOf(whole['side']),
    lots: traded.lotsOf(decimalOf(orderSize, 'order_qty'), 'order_qty'),
    filledLots: traded.lotsOf(decimalOf(told(whole['cum_qty']) ?? '0', 'cum_qty'), 'cum_qty'),
    state,
    reduceOnly: whole['reduce_only'] === true,
    ...only('limit', priceOr(traded, whole['limit_price'], 'limit_price')),
    ...only('trigger', priceOr(traded, triggers['price'] ?? whole['stop_price'], 'trigger')),
    venueTime: unixMs(rfc3339Ms(report['timestamp'], 'timestamp')),
    ...only('venueCode', told(report['reason'])),
  };
}

/** The execution in a report of the stream. @throws {BrokenRule} when it is malformed. */
export function krakenStreamTrade(
  report: Fields,
  order: VenueOrderReport,
  traded: TradedInstrument,
): VenueTrade {
  const fees = Array.isArray(report['fees']) ? (report['fees'] as Fields[]) : [];
  return {
    tradeId: idOf(report['exec_id'], 'exec_id'),
    venueOrderId: order.venueOrderId,
    ...only('orderId', order.orderId),
    instrument: traded.id,
    side: order.side,
    lots: traded.lotsOf(decimalOf(report['last_qty'], 'last_qty'), 'last_qty'),
    ticks: traded.ticksOf(decimalOf(report['last_price'], 'last_price'), 'last_price'),
    feeDecimal: sumOf(fees.map(({ qty }) => plainDecimal(qty, 'fee'))),
    feeAsset: told(fees[0]?.['asset']) ?? traded.instrument.quote,
    liquidity: report['liquidity_ind'] === 'm' ? 'maker' : 'taker',
    venueTime: unixMs(rfc3339Ms(report['timestamp'], 'timestamp')),
  };
}
