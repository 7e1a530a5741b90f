import { type ClientIdForm, decodeClientId, encodeClientId } from '../../domain/order/client-id.ts';
import type { OrderId } from '../../domain/order/order.ts';
import type { OrderNames } from './venue-trader.ts';

/** How our own ids are written: the number in base 32. */
const OWN_FORM = 'base32';

/**
 * Turns our ids into a venue's and back, and remembers which of the venue's numbers are ours: trades and
 * positions often name nothing else.
 */
export class KnownNames implements OrderNames {
  readonly #form: ClientIdForm;
  readonly #byVenueId = new Map<string, OrderId>();

  constructor(form: ClientIdForm) {
    this.#form = form;
  }

  clientId(orderId: OrderId): string {
    const number = decodeClientId(orderId, OWN_FORM);
    if (number === undefined) throw new RangeError('an order id must be a number of 128 bits in base 32');
    return this.#form === OWN_FORM ? orderId : encodeClientId(number, this.#form);
  }

  orderId(clientId: unknown, venueOrderId: string): OrderId | undefined {
    const number = typeof clientId === 'string' ? decodeClientId(clientId, this.#form) : undefined;
    if (number === undefined) return this.#byVenueId.get(venueOrderId);
    const orderId = encodeClientId(number, OWN_FORM);
    this.#byVenueId.set(venueOrderId, orderId);
    return orderId;
  }
}
