import { unixMs } from '../../../../domain/units/time.ts';
import type {
  VenueBalance,
  VenueOrderReport,
  VenueOrderState,
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
import { rfc3339Ms } from '../../../wire/venue-time.ts';
import { only, plainDecimal, priceOr, sumOf, told } from '../../report-fields.ts';
import type { TradedInstrument } from '../../traded-instruments.ts';
import type { OrderNames } from '../../venue-trader.ts';

const STATES: Readonly<Record<string, VenueOrderState>> = {
  PENDING: 'open',
  QUEUED: 'open',
  OPEN: 'open',
  CANCEL_QUEUED: 'open',
  FILLED: 'filled',
  CANCELLED: 'canceled',
  EXPIRED: 'expired',
  FAILED: 'rejected',
};

export interface ReadBy {
  readonly traded: TradedInstrument;
  readonly names: OrderNames;
}

const sideOf = (value: unknown): 'buy' | 'sell' =>
  oneOf(value, 'side', ['BUY', 'SELL']) === 'BUY' ? 'buy' : 'sell';

function stateOf(value: unknown): VenueOrderState {
  const state = STATES[textOf(value, 'status')];
  if (state === undefined) throw new BrokenRule('status must be known');
  return state;
}

/** One order of an answer. @throws {BrokenRule} when it is malformed. */
export function coinbaseOrder(order: Fields, { names, traded }: ReadBy): VenueOrderReport {
  const venueOrderId = idOf(order['order_id'], 'order_id');
  const [configuration] = Object.values(fieldsOf(order['order_configuration'], 'order_configuration'));
  const terms = fieldsOf(configuration, 'a configuration');
  const time = told(order['last_fill_time']) ?? order['created_time'];
  return {
    ...only('orderId', names.orderId(order['client_order_id'], venueOrderId)),
    venueOrderId,
    instrument: traded.id,
    side: sideOf(order['side']),
    lots: traded.lotsOf(decimalOf(terms['base_size'], 'base_size'), 'base_size'),
    filledLots: traded.lotsOf(decimalOf(told(order['filled_size']) ?? '0', 'filled_size'), 'filled_size'),
    state: stateOf(order['status']),
    reduceOnly: false,
    ...only('limit', priceOr(traded, terms['limit_price'], 'limit_price')),
    ...only('trigger', priceOr(traded, terms['stop_price'], 'stop_price')),
    venueTime: unixMs(rfc3339Ms(time, 'a time')),
  };
}

/** One order of the stream, which tells what is filled and what is left. @throws {BrokenRule} when malformed. */
export function coinbaseStreamOrder(
  order: Fields,
  timestamp: unknown,
  { names, traded }: ReadBy,
): VenueOrderReport {
  const venueOrderId = idOf(order['order_id'], 'order_id');
  const filled = plainDecimal(order['cumulative_quantity'], 'cumulative_quantity');
  const whole = sumOf([filled, plainDecimal(order['leaves_quantity'], 'leaves_quantity')]);
  return {
    ...only('orderId', names.orderId(order['client_order_id'], venueOrderId)),
    venueOrderId,
    instrument: traded.id,
    side: sideOf(order['order_side']),
    lots: traded.lotsOf(whole, 'quantity'),
    filledLots: traded.lotsOf(filled, 'cumulative_quantity'),
    state: stateOf(order['status']),
    reduceOnly: false,
    ...only('limit', priceOr(traded, order['limit_price'], 'limit_price')),
    ...only('trigger', priceOr(traded, order['stop_price'], 'stop_price')),
    venueTime: unixMs(rfc3339Ms(timestamp, 'timestamp')),
  };
}

/** One execution; the fee is in the quote currency. @throws {BrokenRule} when it is malformed. */
export function coinbaseFill(fill: Fields, { names, traded }: ReadBy): VenueTrade {
  const venueOrderId = idOf(fill['order_id'], 'order_id');
  if (fill['size_in_quote'] === true) throw new BrokenRule('a fill must be told in the base');
  return {
    tradeId: idOf(fill['trade_id'], 'trade_id'),
    venueOrderId,
    ...only('orderId', names.orderId(undefined, venueOrderId)),
    instrument: traded.id,
    side: sideOf(fill['side']),
    lots: traded.lotsOf(decimalOf(fill['size'], 'size'), 'size'),
    ticks: traded.ticksOf(decimalOf(fill['price'], 'price'), 'price'),
    feeDecimal: plainDecimal(fill['commission'], 'commission'),
    feeAsset: traded.instrument.quote,
    liquidity: fill['liquidity_indicator'] === 'MAKER' ? 'maker' : 'taker',
    venueTime: unixMs(rfc3339Ms(fill['trade_time'], 'trade_time')),
  };
}

/** One currency of the account. */
export function coinbaseBalance(value: unknown): VenueBalance {
  const account = fieldsOf(value, 'an account');
  const amount = (name: string) => plainDecimal(fieldsOf(account[name], name)['value'], name);
  const free = amount('available_balance');
  return {
    asset: textOf(account['currency'], 'currency'),
    totalDecimal: sumOf([free, amount('hold')]),
    freeDecimal: free,
  };
}
