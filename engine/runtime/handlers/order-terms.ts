import type { RequestOf } from '../../contract/commands.ts';
import { type Instrument, ticksFromDecimal } from '../../domain/instrument/instrument.ts';
import type { OrderKind } from '../../domain/order/order-intent.ts';
import type { Ticks } from '../../domain/units/ticks.ts';

/** How a ticket asks for its price, as typed. */
export type OrderTerms = Pick<
  RequestOf<'placeOrder'>,
  'type' | 'limitPrice' | 'triggerPrice' | 'trailDistance' | 'timeInForce' | 'postOnly'
>;

/**
 * The terms of a ticket on the instrument's grid.
 * @throws {RangeError} naming the field that is missing or off the grid.
 */
export function orderKindOf(terms: OrderTerms, instrument: Instrument): OrderKind {
  const { postOnly, timeInForce, type } = terms;
  const price = (field: 'limitPrice' | 'triggerPrice' | 'trailDistance'): Ticks => {
    const text = terms[field];
    if (text === undefined) throw new RangeError(`a ${type} order needs ${field}, was left out`);
    return ticksFromDecimal(instrument, text);
  };
  switch (type) {
    case 'market':
      return { type };
    case 'limit':
      return { type, limit: price('limitPrice'), timeInForce, postOnly };
    case 'stop-market':
    case 'take-profit-market':
      return { type, trigger: price('triggerPrice') };
    case 'stop-limit':
    case 'take-profit-limit':
      return { type, trigger: price('triggerPrice'), limit: price('limitPrice'), timeInForce, postOnly };
    case 'trailing-stop':
      return {
        type,
        distance: price('trailDistance'),
        ...(terms.triggerPrice === undefined ? {} : { activation: price('triggerPrice') }),
      };
  }
}
