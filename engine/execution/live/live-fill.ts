import { type Instrument, notionalOf } from '../../domain/instrument/instrument.ts';
import type { Fill } from '../../domain/order/fill.ts';
import { limitOfKind } from '../../domain/order/order-kind.ts';
import type { Order } from '../../domain/order/order.ts';
import { mulDiv, parseFixed } from '../../domain/units/fixed.ts';
import { type Money, MONEY_SCALE, money, NO_MONEY } from '../../domain/units/money.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { VenueTrade } from '../../domain/venue/venue-report.ts';
import { linkOf, triggeredBy } from '../make-fill.ts';

const FEE_SCALE = 18;
const PPM = 1_000_000n;

/** What a fill of a real venue is made from besides the trade. */
export interface FillParts {
  readonly order: Pick<
    Order,
    'id' | 'runId' | 'role' | 'kind' | 'submittedAt' | 'acceptedAt' | 'oco' | 'protects' | 'targetOf'
  >;
  readonly instrument: Instrument;
  readonly currency: string;
  /** Lots of the trade that are booked here, and those that were booked before it. */
  readonly lots: Fill['lots'];
  readonly lotsBefore: number;
  readonly time: UnixMs;
  readonly decisionMidHalfTicks?: number | undefined;
}

/** The fill of a trade the venue has recorded. What only a simulation can know is left empty in its cause. */
export function liveFill(trade: VenueTrade, parts: FillParts): Fill {
  const { decisionMidHalfTicks, instrument, lots, lotsBefore, order, time } = parts;
  const fee = feeOf(trade, instrument, parts.currency);
  const notional = notionalOf(instrument, trade.lots, trade.ticks);
  return {
    fillId: `${order.id}-${trade.tradeId}`,
    orderId: order.id,
    runId: order.runId,
    instrument: instrument.id,
    role: order.role,
    side: trade.side,
    lots,
    ticks: trade.ticks,
    liquidity: trade.liquidity,
    // Shares of a trade cost together what the trade cost, to the last unit.
    fee: money(shareOf(fee, lotsBefore + lots, trade) - shareOf(fee, lotsBefore, trade)),
    venueTime: trade.venueTime,
    time,
    cause: {
      model: 'venue-record',
      submittedAt: order.submittedAt,
      arrivedAt: order.acceptedAt ?? order.submittedAt,
      latency: { feedMs: 0, orderMs: 0, responseMs: 0 },
      bookAtArrival: { bids: [], asks: [] },
      queue: [],
      tradeId: trade.tradeId,
      ...linkOf(order),
      ...triggeredBy(order.kind),
      ...limitTold(order.kind),
      ...(trade.forced === undefined ? {} : { forced: trade.forced }),
      feePpm: notional === 0n ? 0 : Number(mulDiv(fee, PPM, notional, 'half-even')),
      ...(decisionMidHalfTicks === undefined ? {} : { decisionMidHalfTicks }),
    },
  };
}

/**
 * What was paid, in the ledger's currency: the venue's own number, half-even at 10^-8. A fee in the base
 * currency is taken at the price of its trade. For a fee in any other there is no rate in the record: it
 * counts as the instrument's stated fee, rounded up.
 */
function feeOf(trade: VenueTrade, instrument: Instrument, currency: string): Money {
  const paid = parseFixed(trade.feeDecimal, FEE_SCALE);
  if (trade.feeAsset === currency || paid === 0n)
    return money(mulDiv(paid, 1n, 10n ** BigInt(FEE_SCALE - MONEY_SCALE), 'half-even'));
  // Lots are sold for it.
  if (isPaidInCoin(trade, instrument)) return NO_MONEY;
  const notional = notionalOf(instrument, trade.lots, trade.ticks);
  if (trade.feeAsset === instrument.base) {
    const base = parseFixed(instrument.lotSize, FEE_SCALE) * BigInt(trade.lots);
    return money(mulDiv(notional, paid, base, 'half-even'));
  }
  const ppm = trade.liquidity === 'maker' ? instrument.makerFeePpm : instrument.takerFeePpm;
  return money(mulDiv(notional, BigInt(ppm), PPM, 'ceiling'));
}

/** The price a limit order asked for. */
function limitTold(kind: Order['kind']): Pick<Fill['cause'], 'limit'> {
  const limit = limitOfKind(kind);
  return limit === undefined ? {} : { limit };
}

const shareOf = (fee: Money, size: number, { lots }: VenueTrade): bigint =>
  mulDiv(fee, BigInt(size), BigInt(lots), 'half-even');

/** Whether the fee of a trade was taken in the coin that is traded, so that less of it is held. */
export const isPaidInCoin = ({ feeAsset, feeDecimal }: VenueTrade, { base, kind }: Instrument): boolean =>
  kind === 'spot' && feeAsset === base && parseFixed(feeDecimal, FEE_SCALE) > 0n;

/** Whether the fee of a trade could be read without a rate that the record does not hold. */
export const isFeeKnown = (trade: VenueTrade, instrument: Instrument, currency: string): boolean =>
  trade.feeAsset === currency ||
  trade.feeAsset === instrument.base ||
  parseFixed(trade.feeDecimal, FEE_SCALE) === 0n;
