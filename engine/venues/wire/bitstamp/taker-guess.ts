import type { Side } from '../../../domain/order/side.ts';

/** An order that became smaller or went, by how many size steps; undefined where that is not known. */
export interface ShrunkOrder {
  readonly orderId: string;
  readonly side: Side;
  readonly steps: number | undefined;
}

/** How many changes back the two orders of a trade may lie. */
const MOST_REMEMBERED = 12;

/**
 * Finds who crossed the spread where the venue does not say. The two orders of a trade shrink by its
 * size just before it is told; the younger of them, with the higher id, met the one that rested. Where
 * only one is known to have shrunk so, the other rested since before the recording, and it is the taker.
 */
export class TakerGuess {
  #shrunk: ShrunkOrder[] = [];

  shrunk(order: ShrunkOrder): void {
    this.#shrunk.push(order);
    if (this.#shrunk.length > MOST_REMEMBERED) this.#shrunk.shift();
  }

  /** The side of the taker of a trade of this size; undefined where no order shrank by it. */
  takerOf(steps: number): Side | undefined {
    const orders = this.#shrunk.filter((order) => order.steps === steps);
    this.#shrunk = [];
    const [first, ...others] = orders;
    if (first === undefined) return undefined;
    const other = others.find(({ side }) => side !== first.side);
    if (other === undefined) return first.side;
    return isYounger(first.orderId, other.orderId) ? first.side : other.side;
  }
}

/** Ids count up; they stay text because they may pass 2^53. */
const isYounger = (a: string, b: string): boolean => (a.length === b.length ? a > b : a.length > b.length);
