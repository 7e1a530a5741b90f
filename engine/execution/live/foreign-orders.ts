import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Side } from '../../domain/order/side.ts';
import type { VenueOrderReport } from '../../domain/venue/venue-report.ts';

/** An open order at the venue that nobody here knows of. */
interface ForeignOrder {
  readonly instrument: InstrumentId;
  readonly side: Side;
  /** Lots it may still buy or sell. */
  readonly lots: number;
}

type LotsByInstrument = readonly (readonly [InstrumentId, number])[];

/** What is remembered of others at the venue, as plain data; absent while there is none. */
export interface ForeignOrdersState {
  /** Ids at the venue of orders that a person has looked at. */
  readonly acceptedOrders?: readonly string[];
  /** Lots of ours that orders of others would sell. */
  readonly claimed?: LotsByInstrument;
  /** Signed lots nobody has said whose they are. */
  readonly unexplained?: LotsByInstrument;
}

/**
 * Open orders of the account that are none of ours: made by hand, or left over from what has no record any more. They are
 * shown and counted, and never touched.
 */
export class ForeignOrders {
  readonly #open = new Map<string, ForeignOrder>();
  readonly #accepted = new Set<string>();
  readonly #claimed = new Map<InstrumentId, number>();
  /** Lots the venue has shown to be held beyond ours and those of others, while nobody has said whose they are. */
  readonly #unexplained = new Map<InstrumentId, number>();
  /** When the venue was asked what is held, for what is claimed now. */
  readonly #weighedAt = new Map<InstrumentId, number>();

  /** Takes in how an order stands. Answers whether it is open and was not known before. */
  take({ filledLots, instrument, lots, side, state, venueOrderId }: VenueOrderReport): boolean {
    const isKnown = this.#open.has(venueOrderId);
    if (state !== 'open' && state !== 'triggered') {
      this.#open.delete(venueOrderId);
      return false;
    }
    this.#open.set(venueOrderId, { instrument, side, lots: Math.max(0, lots - filledLots) });
    return !isKnown;
  }

  /** Part of an order was filled: its next report says so, too. */
  fill(venueOrderId: string, lots: number): void {
    const order = this.#open.get(venueOrderId);
    if (order) this.#open.set(venueOrderId, { ...order, lots: Math.max(0, order.lots - lots) });
  }

  /** All that is open has been read: what is not among it is gone. */
  keepOnly(shown: ReadonlySet<string>): void {
    for (const id of this.#open.keys()) if (!shown.has(id)) this.#open.delete(id);
    for (const id of this.#accepted) if (!shown.has(id)) this.#accepted.delete(id);
  }

  /** A person has looked at what is held and stands in an instrument: it is somebody else's, and meant to stand. */
  accept(instrument: InstrumentId): void {
    this.#unexplained.delete(instrument);
    for (const [id, order] of this.#open) if (order.instrument === instrument) this.#accepted.add(id);
  }

  isAccepted(venueOrderId: string): boolean {
    return this.#accepted.has(venueOrderId);
  }

  count(instrument: InstrumentId): number {
    let count = 0;
    for (const order of this.#open.values()) if (order.instrument === instrument) count += 1;
    return count;
  }

  /** Asked at a time, the venue has shown so many lots, with sign, beyond ours and the `external` ones of others. */
  weigh(
    instrument: InstrumentId,
    {
      askedAt,
      external,
      unexplained,
    }: { readonly askedAt: number; readonly external: number; readonly unexplained: number },
  ): void {
    this.#weighedAt.set(instrument, askedAt);
    keep(this.#unexplained, instrument, unexplained);
    keep(this.#claimed, instrument, this.#soldBeyond(instrument, external));
  }

  /**
   * Lots of ours that open orders of others would sell, of which there are as many as when it was last read what is held,
   * and fewer as soon as less is to be sold.
   */
  claimedLots(instrument: InstrumentId, external: number): number {
    const claimed = this.#claimed.get(instrument) ?? 0;
    return claimed === 0 ? 0 : Math.min(claimed, this.#soldBeyond(instrument, external));
  }

  /** When the venue was asked for what {@link claimedLots} rests on; before everything that was before a restart. */
  claimsAskedAt(instrument: InstrumentId): number {
    return this.#weighedAt.get(instrument) ?? -Infinity;
  }

  snapshot(): ForeignOrdersState {
    return {
      ...(this.#accepted.size === 0 ? {} : { acceptedOrders: [...this.#accepted] }),
      ...(this.#claimed.size === 0 ? {} : { claimed: [...this.#claimed] }),
      ...(this.#unexplained.size === 0 ? {} : { unexplained: [...this.#unexplained] }),
    };
  }

  restore({ acceptedOrders = [], claimed = [], unexplained = [] }: ForeignOrdersState): void {
    for (const id of acceptedOrders) this.#accepted.add(id);
    for (const [instrument, lots] of claimed) this.#claimed.set(instrument, lots);
    for (const [instrument, lots] of unexplained) this.#unexplained.set(instrument, lots);
  }

  #soldBeyond(instrument: InstrumentId, external: number): number {
    let sold = 0;
    for (const order of this.#open.values())
      if (order.instrument === instrument && order.side === 'sell') sold += order.lots;
    const theirs = Math.max(0, external + (this.#unexplained.get(instrument) ?? 0));
    return Math.max(0, sold - theirs);
  }
}

function keep(lots: Map<InstrumentId, number>, instrument: InstrumentId, size: number): void {
  if (size === 0) lots.delete(instrument);
  else lots.set(instrument, size);
}
