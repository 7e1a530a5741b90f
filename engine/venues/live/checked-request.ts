import { decodeClientId } from '../../domain/order/client-id.ts';
import { limitOfKind, triggerOfKind } from '../../domain/order/order-kind.ts';
import { notionalOf } from '../../domain/instrument/instrument.ts';
import type { AmendRequest, PlaceRequest, VenueRequest } from '../../domain/venue/venue-request.ts';
import type { TradedInstrument, TradedInstruments } from './traded-instruments.ts';

/** Why a request does not leave: nothing of it reached ccxt. */
export interface Unsendable {
  readonly code:
    | 'BAD_ORDER_ID'
    | 'UNKNOWN_INSTRUMENT'
    | 'BAD_SIDE'
    | 'BAD_SIZE'
    | 'BAD_PRICE'
    | 'NOTHING_TO_AMEND'
    | 'BAD_SECONDS'
    | 'MIN_QTY'
    | 'MAX_QTY'
    | 'MIN_NOTIONAL';
}

const LONGEST_DEAD_MAN_S = 3600;

/**
 * The last door before ccxt, which would send an order without a size for one of zero. A request whose numbers
 * are not what their types say, or which its venue would certainly refuse by its published filters, goes no
 * further.
 */
export function unsendable(request: VenueRequest, instruments: TradedInstruments): Unsendable | undefined {
  switch (request.kind) {
    case 'place':
      return placeFault(request, instruments.find(request.instrument));
    case 'amend':
      return amendFault(request, instruments.find(request.instrument));
    case 'cancel':
    case 'ask-order':
      return idFault(request.orderId) ?? knownFault(instruments.find(request.instrument));
    case 'cancel-all-after':
      return isWhole(request.seconds) && request.seconds <= LONGEST_DEAD_MAN_S
        ? undefined
        : { code: 'BAD_SECONDS' };
    case 'ask-trades':
    case 'ask-cash-flows':
      return isWhole(request.since) ? undefined : { code: 'BAD_SECONDS' };
    case 'ask-prices':
      return isWhole(request.since)
        ? knownFault(instruments.find(request.instrument))
        : { code: 'BAD_SECONDS' };
    case 'ask-open-orders':
    case 'ask-positions':
    case 'ask-balances':
    case 'ask-clock':
      return undefined;
  }
}

function placeFault(request: PlaceRequest, traded: TradedInstrument | undefined): Unsendable | undefined {
  const { attachedStop, lots, order, orderId, side } = request;
  if (traded === undefined) return { code: 'UNKNOWN_INSTRUMENT' };
  if (side !== 'buy' && side !== 'sell') return { code: 'BAD_SIDE' };
  if (!isAboveZero(lots)) return { code: 'BAD_SIZE' };
  const prices = [
    ...('limit' in order ? [order.limit] : []),
    ...('trigger' in order ? [order.trigger] : []),
    ...('attachedStop' in request && attachedStop !== undefined ? [attachedStop] : []),
  ];
  if (!prices.every(isAboveZero)) return { code: 'BAD_PRICE' };
  return idFault(orderId) ?? filterFault(request, traded);
}

/** What the venue's filters for size and value would refuse, as far as the price is named. */
function filterFault(
  { lots, order, reduceOnly }: PlaceRequest,
  { instrument, isSpot }: TradedInstrument,
): Unsendable | undefined {
  if (lots < instrument.minLots) return { code: 'MIN_QTY' };
  if (lots > instrument.maxLots) return { code: 'MAX_QTY' };
  const at = limitOfKind(order) ?? triggerOfKind(order);
  const isTooSmall = at !== undefined && notionalOf(instrument, lots, at) < instrument.minNotional;
  // Spot knows no order that only reduces.
  return isTooSmall && (isSpot || !reduceOnly) ? { code: 'MIN_NOTIONAL' } : undefined;
}

function amendFault(
  { limit, lots, orderId, trigger }: AmendRequest,
  traded: TradedInstrument | undefined,
): Unsendable | undefined {
  if (traded === undefined) return { code: 'UNKNOWN_INSTRUMENT' };
  if (lots === undefined && limit === undefined && trigger === undefined) return { code: 'NOTHING_TO_AMEND' };
  if (lots !== undefined && !isAboveZero(lots)) return { code: 'BAD_SIZE' };
  const prices = [limit, trigger].filter((price) => price !== undefined);
  return prices.every(isAboveZero) ? idFault(orderId) : { code: 'BAD_PRICE' };
}

const idFault = (orderId: unknown): Unsendable | undefined =>
  typeof orderId === 'string' && decodeClientId(orderId, 'base32') !== undefined
    ? undefined
    : { code: 'BAD_ORDER_ID' };

const knownFault = (traded: TradedInstrument | undefined): Unsendable | undefined =>
  traded === undefined ? { code: 'UNKNOWN_INSTRUMENT' } : undefined;

const isAboveZero = (value: unknown): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

const isWhole = (value: unknown): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
