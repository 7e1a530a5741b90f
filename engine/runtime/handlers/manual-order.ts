import type { CommandFailure, RequestOf } from '../../contract/commands.ts';
import { type Instrument, lotsFromDecimal, ticksFromDecimal } from '../../domain/instrument/instrument.ts';
import type { OrderIntent, OrderKind } from '../../domain/order/order-intent.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { OrderBook } from '../../market/order-book.ts';
import { protectiveStopTicks } from '../../risk/sizing/stop-price.ts';
import { MANUAL_STOP_BPS } from '../default-settings.ts';

export type ManualIntent =
  | { readonly ok: true; readonly intent: OrderIntent }
  | { readonly ok: false; readonly failure: CommandFailure };

/** Turns the order ticket into an intent on the instrument's grid, or says which field breaks which rule. */
export function manualIntent(
  request: RequestOf<'placeOrder'>,
  instrument: Instrument,
  book: OrderBook,
): ManualIntent {
  try {
    const kind = orderKind(request, instrument);
    const entry = referencePrice(kind, request.side, book);
    const stop = request.reduceOnly ? undefined : stopOf(request, instrument, entry);
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
        reason: 'placed by hand',
        ...(stop === undefined ? {} : { protectiveStop: stop }),
      },
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, failure: { code: 'invalid-order', detail: error.message } };
  }
}

function orderKind(request: RequestOf<'placeOrder'>, instrument: Instrument): OrderKind {
  const { limitPrice, postOnly, timeInForce, triggerPrice, type } = request;
  switch (type) {
    case 'market':
      return { type };
    case 'limit':
      if (limitPrice === undefined) throw new RangeError('a limit order needs limitPrice, was left out');
      return { type, limit: ticksFromDecimal(instrument, limitPrice), timeInForce, postOnly };
    case 'stop-market':
      if (triggerPrice === undefined) throw new RangeError('a stop order needs triggerPrice, was left out');
      return { type, trigger: ticksFromDecimal(instrument, triggerPrice) };
  }
}

function referencePrice(kind: OrderKind, side: 'buy' | 'sell', book: OrderBook): number {
  if (kind.type === 'limit') return kind.limit;
  if (kind.type === 'stop-market') return kind.trigger;
  return side === 'buy' ? book.bestAsk : book.bestBid;
}

// An entry always has a stop; one that names none gets the usual distance.
function stopOf(
  request: RequestOf<'placeOrder'>,
  instrument: Instrument,
  entryTicks: number,
): Ticks | undefined {
  if (request.protectiveStopPrice !== undefined)
    return ticksFromDecimal(instrument, request.protectiveStopPrice);
  return entryTicks > 0 ? protectiveStopTicks(request.side, entryTicks, MANUAL_STOP_BPS) : undefined;
}
