import type { CommandFailure, RequestOf } from '../../contract/commands.ts';
import { type Instrument, lotsFromDecimal, ticksFromDecimal } from '../../domain/instrument/instrument.ts';
import type { OrderIntent, OrderKind } from '../../domain/order/order-intent.ts';
import type { OrderChange } from '../../domain/order/order-change.ts';
import { namedPriceOf } from '../../domain/order/order-kind.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { OrderBook } from '../../market/order-book.ts';
import { protectiveStopTicks } from '../../risk/sizing/stop-price.ts';
import { MANUAL_STOP_BPS } from '../default-settings.ts';
import { orderKindOf } from './order-terms.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';

export type ManualIntent =
  | { readonly ok: true; readonly intent: OrderIntent }
  | { readonly ok: false; readonly failure: CommandFailure };

/**
 * Turns the order ticket into an intent on the instrument's grid, or says which field breaks which rule. Without a
 * `book`, as long as the market's history is read, no price is that of now.
 */
export function manualIntent(
  request: RequestOf<'placeOrder'>,
  instrument: Instrument,
  book: OrderBook | undefined,
): ManualIntent {
  try {
    const kind = orderKindOf(request, instrument);
    const entry = referencePrice(kind, request.side, book);
    const stop = request.reduceOnly ? undefined : stopOf(request, instrument, entry);
    const targets = request.targets.map(({ price, sizeBase }) => ({
      at: ticksFromDecimal(instrument, price),
      lots: lotsFromDecimal(instrument, sizeBase),
    }));
    return {
      ok: true,
      intent: {
        runId: request.runId ?? 'manual',
        instrument: instrument.id,
        role: request.reduceOnly ? 'exit' : 'entry',
        side: request.side,
        lots: lotsFromDecimal(instrument, request.sizeBase),
        kind,
        reduceOnly: request.reduceOnly,
        reason: FIXED_REASONS['placed-by-hand'],
        ...(request.key === undefined ? {} : { key: request.key }),
        ...(stop === undefined ? {} : { protectiveStop: stop }),
        ...(request.otherLeg ? { otherLeg: orderKindOf(request.otherLeg, instrument) } : {}),
        ...(targets.length > 0 ? { targets } : {}),
      },
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, failure: { code: 'invalid-order', detail: error.message } };
  }
}

export type ManualChange =
  | { readonly ok: true; readonly change: OrderChange }
  | { readonly ok: false; readonly failure: CommandFailure };

/** A change of an order on the instrument's grid, or which field breaks which rule. */
export function orderChange(request: RequestOf<'amendOrder'>, instrument: Instrument): ManualChange {
  const { limitPrice, sizeBase, triggerPrice } = request;
  try {
    const change: OrderChange = {
      ...(sizeBase === undefined ? {} : { lots: lotsFromDecimal(instrument, sizeBase) }),
      ...(limitPrice === undefined ? {} : { limit: ticksFromDecimal(instrument, limitPrice) }),
      ...(triggerPrice === undefined ? {} : { trigger: ticksFromDecimal(instrument, triggerPrice) }),
    };
    if (Object.keys(change).length === 0)
      throw new RangeError('a change must name a size or a price, named none');
    return { ok: true, change };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, failure: { code: 'invalid-order', detail: error.message } };
  }
}

function referencePrice(kind: OrderKind, side: 'buy' | 'sell', book: OrderBook | undefined): number {
  return namedPriceOf(kind) ?? (side === 'buy' ? book?.bestAsk : book?.bestBid) ?? 0;
}

// An entry always has a stop; one that names none gets the usual distance.
function stopOf(request: RequestOf<'placeOrder'>, instrument: Instrument, entryTicks: number): Ticks {
  if (request.protectiveStopPrice !== undefined)
    return ticksFromDecimal(instrument, request.protectiveStopPrice);
  if (!(entryTicks > 0))
    throw new RangeError('an entry must name its protective stop while the market has no price yet');
  return protectiveStopTicks(request.side, entryTicks, MANUAL_STOP_BPS);
}
