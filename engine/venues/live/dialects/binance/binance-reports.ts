import type { ForcedTrade } from '../../../../domain/venue/forced-trade.ts';
import type { VenueOrderReport, VenueOrderState, VenueTrade } from '../../../../domain/venue/venue-report.ts';
import { BrokenRule, decimalOf, type Fields, idOf, oneOf, textOf } from '../../../wire/frame-fields.ts';
import { type AlgoChildren, algoName } from '../../algo-children.ts';
import type { ForcedOrders } from '../../forced-orders.ts';
import { only, plainDecimal, priceOr, timeOf, told } from '../../report-fields.ts';
import type { TradedInstrument } from '../../traded-instruments.ts';
import type { OrderNames } from '../../venue-trader.ts';

const STATES: Readonly<Record<string, VenueOrderState>> = {
  NEW: 'open',
  PENDING_NEW: 'open',
  PARTIALLY_FILLED: 'open',
  FILLED: 'filled',
  CANCELED: 'canceled',
  PENDING_CANCEL: 'open',
  EXPIRED: 'expired',
  EXPIRED_IN_MATCH: 'expired',
  REJECTED: 'rejected',
};

const ALGO_STATES: Readonly<Record<string, VenueOrderState>> = {
  NEW: 'open',
  TRIGGERING: 'triggered',
  TRIGGERED: 'triggered',
  CANCELED: 'canceled',
  EXPIRED: 'expired',
  REJECTED: 'rejected',
};

/** How fields are called: in answers, or in one letter each on the stream. */
export interface OrderNamesOf {
  readonly id: string;
  readonly clientId: string;
  readonly status: string;
  readonly lots: string;
  readonly filled: string;
  readonly type: string;
  readonly price: string;
  readonly trigger: string;
  readonly side: string;
  readonly reduceOnly: string;
  readonly time: string;
}

export const ANSWERED: OrderNamesOf = {
  id: 'orderId',
  clientId: 'clientOrderId',
  status: 'status',
  lots: 'origQty',
  filled: 'executedQty',
  type: 'type',
  price: 'price',
  trigger: 'stopPrice',
  side: 'side',
  reduceOnly: 'reduceOnly',
  time: 'updateTime',
};

export const STREAMED: OrderNamesOf = {
  id: 'i',
  clientId: 'c',
  status: 'X',
  lots: 'q',
  filled: 'z',
  type: 'o',
  price: 'p',
  trigger: 'P',
  side: 'S',
  reduceOnly: 'R',
  time: 'T',
};

export interface ReadBy {
  readonly names: OrderNames;
  readonly children: AlgoChildren;
  /** Where positions can be closed by the venue. */
  readonly forced?: ForcedOrders;
}

/** What the client id of an order says that the venue has made itself (developers.binance.com, "Event: Order Update"). */
export function forcedBy(clientId: unknown): ForcedTrade | undefined {
  const name = told(clientId) ?? '';
  if (name.startsWith('autoclose-')) return 'liquidation';
  return name === 'adl_autoclose' ? 'auto-deleveraging' : undefined;
}

const sideOf = (value: unknown): 'buy' | 'sell' =>
  oneOf(value, 'side', ['BUY', 'SELL']) === 'BUY' ? 'buy' : 'sell';

function stateOf(states: Readonly<Record<string, VenueOrderState>>, value: unknown): VenueOrderState {
  const status = textOf(value, 'status');
  const state = states[status];
  if (state === undefined) throw new BrokenRule(`status must be known, was ${status.slice(0, 40)}`);
  return state;
}

/** An order of the matching engine. @throws {BrokenRule} when it is malformed. */
export function binanceOrder(
  order: Fields,
  traded: TradedInstrument,
  { by, fields }: { readonly by: ReadBy; readonly fields: OrderNamesOf },
): VenueOrderReport {
  const number = idOf(order[fields.id], 'orderId');
  const venueOrderId = by.children.nameOf(number);
  const hasLimit = String(order[fields.type]).includes('LIMIT') || order[fields.type] === 'STOP';
  // The stream's `P` is a price on spot and nothing on USD-M.
  const trigger = traded.isSpot ? priceOr(traded, order[fields.trigger], 'trigger') : undefined;
  const clientId = told(order['C']) ?? order[fields.clientId];
  by.forced?.note(venueOrderId, forcedBy(clientId));
  return {
    ...only('orderId', by.names.orderId(clientId, venueOrderId)),
    venueOrderId,
    instrument: traded.id,
    side: sideOf(order[fields.side]),
    lots: traded.lotsOf(decimalOf(order[fields.lots], 'quantity'), 'quantity'),
    filledLots: traded.lotsOf(decimalOf(order[fields.filled], 'executed'), 'executed'),
    state: stateOf(STATES, order[fields.status]),
    reduceOnly: order[fields.reduceOnly] === true,
    ...only('limit', hasLimit ? priceOr(traded, order[fields.price], 'price') : undefined),
    ...only('trigger', trigger),
    venueTime: timeOf(order[fields.time] ?? order['transactTime'] ?? order['time'], 'time'),
  };
}

/** An algo order as answers hold it. @throws {BrokenRule} when it is malformed. */
export const algoOrder = (order: Fields, traded: TradedInstrument, by: ReadBy): VenueOrderReport =>
  algoReport(
    {
      algoId: order['algoId'],
      clientId: order['clientAlgoId'],
      status: order['algoStatus'],
      childId: order['actualOrderId'],
      lots: order['quantity'],
      filled: order['actualQty'],
      trigger: order['triggerPrice'],
      price: order['price'],
      side: order['side'],
      reduceOnly: order['reduceOnly'],
      time: order['updateTime'] ?? order['createTime'],
    },
    traded,
    by,
  );

/** The same as the stream tells it. @throws {BrokenRule} when it is malformed. */
export const streamedAlgo = (
  order: Fields,
  time: unknown,
  { by, traded }: { by: ReadBy; traded: TradedInstrument },
) =>
  algoReport(
    {
      algoId: order['aid'],
      clientId: order['caid'],
      status: order['X'],
      childId: order['ai'],
      lots: order['q'],
      filled: order['aq'],
      trigger: order['tp'],
      price: order['p'],
      side: order['S'],
      reduceOnly: order['R'],
      time,
    },
    traded,
    by,
  );

type AlgoFields = Readonly<
  Record<
    | 'algoId'
    | 'clientId'
    | 'status'
    | 'childId'
    | 'lots'
    | 'filled'
    | 'trigger'
    | 'price'
    | 'side'
    | 'reduceOnly'
    | 'time',
    unknown
  >
>;

function algoReport(
  order: AlgoFields,
  traded: TradedInstrument,
  { children, names }: ReadBy,
): VenueOrderReport {
  const algoId = idOf(order.algoId, 'algoId');
  const venueOrderId = algoName(algoId);
  children.born(told(order.childId), algoId);
  const size = traded.lotsOf(decimalOf(order.lots, 'quantity'), 'quantity');
  const filledLots = traded.lotsOf(decimalOf(told(order.filled) ?? '0', 'executed'), 'executed');
  // `FINISHED` is said of a child that was filled and of one that was cancelled.
  const isFinished = order.status === 'FINISHED';
  const finished = filledLots >= size ? 'filled' : 'canceled';
  return {
    ...only('orderId', names.orderId(order.clientId, venueOrderId)),
    venueOrderId,
    instrument: traded.id,
    side: sideOf(order.side),
    lots: size,
    filledLots,
    state: isFinished ? finished : stateOf(ALGO_STATES, order.status),
    reduceOnly: order.reduceOnly === true,
    ...only('limit', priceOr(traded, order.price, 'price')),
    ...only('trigger', priceOr(traded, order.trigger, 'trigger')),
    venueTime: timeOf(order.time, 'time'),
  };
}

/** One of our own trades in an answer. @throws {BrokenRule} when it is malformed. */
export function binanceTrade(
  trade: Fields,
  traded: TradedInstrument,
  { children, forced, names }: ReadBy,
): VenueTrade {
  const venueOrderId = children.nameOf(idOf(trade['orderId'], 'orderId'));
  const isBuy = trade['isBuyer'] ?? trade['buyer'];
  return {
    tradeId: idOf(trade['id'], 'id'),
    venueOrderId,
    ...only('orderId', names.orderId(undefined, venueOrderId)),
    instrument: traded.id,
    side: trade['side'] === undefined ? (isBuy === true ? 'buy' : 'sell') : sideOf(trade['side']),
    lots: traded.lotsOf(decimalOf(trade['qty'], 'qty'), 'qty'),
    ticks: traded.ticksOf(decimalOf(trade['price'], 'price'), 'price'),
    feeDecimal: plainDecimal(trade['commission'], 'commission'),
    feeAsset: textOf(trade['commissionAsset'], 'commissionAsset'),
    liquidity: (trade['isMaker'] ?? trade['maker']) === true ? 'maker' : 'taker',
    venueTime: timeOf(trade['time'], 'time'),
    ...only('forced', forced?.of(venueOrderId)),
  };
}

/** The execution in a message of the stream. @throws {BrokenRule} when it is malformed. */
export function streamedTrade(
  event: Fields,
  traded: TradedInstrument,
  { children, names }: ReadBy,
): VenueTrade {
  const venueOrderId = children.nameOf(idOf(event['i'], 'i'));
  return {
    tradeId: idOf(event['t'], 't'),
    venueOrderId,
    ...only('orderId', names.orderId(event['c'], venueOrderId)),
    instrument: traded.id,
    side: sideOf(event['S']),
    lots: traded.lotsOf(decimalOf(event['l'], 'l'), 'l'),
    ticks: traded.ticksOf(decimalOf(event['L'], 'L'), 'L'),
    feeDecimal: plainDecimal(event['n'], 'n'),
    feeAsset: told(event['N']) ?? traded.instrument.quote,
    liquidity: event['m'] === true ? 'maker' : 'taker',
    venueTime: timeOf(event['T'], 'T'),
    ...only('forced', forcedBy(event['c'])),
  };
}
