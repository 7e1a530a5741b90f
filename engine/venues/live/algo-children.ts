/**
 * Knows which orders of the matching engine were born of orders that waited elsewhere for a trigger: they have
 * numbers of their own, and their client id is not ours.
 */
export class AlgoChildren {
  readonly #parents = new Map<string, string>();

  /** A waiting order has become an order of the matching engine. */
  born(childId: string | undefined, algoId: string): void {
    if (childId !== undefined && childId !== '0') this.#parents.set(childId, algoName(algoId));
  }

  /** The name under which an order is known to us. */
  nameOf(orderId: string): string {
    return this.#parents.get(orderId) ?? orderId;
  }
}

/** What the venue's number of a waiting order begins with in ours, so that it is not taken for one of an order. */
const ALGO = 'algo:';

export const algoName = (algoId: string): string => ALGO + algoId;

/** The number of a waiting order; undefined when the name is of a usual order, or of none. */
export const algoIdOf = (venueOrderId: string | undefined): string | undefined =>
  venueOrderId?.startsWith(ALGO) === true ? venueOrderId.slice(ALGO.length) : undefined;
