import type { ForcedTrade } from '../../domain/venue/forced-trade.ts';

/** Most orders that are remembered: a venue makes few of them. */
const MOST = 1000;

/** Knows which orders the venue has made itself, where only the order says so and not its trades. */
export class ForcedOrders {
  readonly #how = new Map<string, ForcedTrade>();

  note(venueOrderId: string, how: ForcedTrade | undefined): void {
    if (how === undefined) return;
    this.#how.set(venueOrderId, how);
    const [oldest] = this.#how.keys();
    if (this.#how.size > MOST && oldest !== undefined) this.#how.delete(oldest);
  }

  of(venueOrderId: string): ForcedTrade | undefined {
    return this.#how.get(venueOrderId);
  }
}
