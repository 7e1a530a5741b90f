import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { RunId } from '../../domain/order/order-intent.ts';
import type { Order } from '../../domain/order/order.ts';
import { oppositeOf, type Side, signOf } from '../../domain/order/side.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { VenueTrade } from '../../domain/venue/venue-report.ts';
import type { LiveStreet } from './live-street.ts';

/** A stop that traveled inside an entry. */
export interface AttachedStop {
  /** The run of the entry. */
  readonly runId: RunId;
  readonly side: Side;
  readonly trigger: Ticks;
}

/** What is remembered of stops that traveled inside entries, as plain data. */
export interface AttachedStopsState {
  /** Stops the position of an instrument had of itself: those of the last entries that filled, the newest last. */
  readonly attached: readonly (readonly [InstrumentId, readonly AttachedStop[]])[];
  /** Orders of the venue's own making that were recognized as stops of ours. */
  readonly attachedStops: readonly string[];
}

/** Stops of entries that are remembered of each instrument. */
const KEPT_ATTACHED = 8;

/** Knows the stops that traveled inside entries, so that their trades are known as ours. */
export class AttachedStops {
  readonly #street: LiveStreet;
  readonly #attached = new Map<InstrumentId, readonly AttachedStop[]>();
  readonly #known = new Set<string>();

  constructor(street: LiveStreet) {
    this.#street = street;
  }

  /** An order of ours has filled. */
  note({ instrument, protectiveStop, role, runId, side }: Order): void {
    if (role !== 'entry' || protectiveStop === undefined || this.#street.isOnlySell(instrument)) return;
    const stop = { runId, side: oppositeOf(side), trigger: protectiveStop };
    // Entries that fill in turns must not push the stops of others out.
    const others = (this.#attached.get(instrument) ?? []).filter((each) => !isSame(each, stop));
    this.#attached.set(instrument, [...others.slice(1 - KEPT_ATTACHED), stop]);
  }

  /** Whether a trade is of a stop that traveled inside an entry: on its side, and where it was to be set off. */
  isOf(trade: VenueTrade): boolean {
    const { instrument, side, venueOrderId } = trade;
    const { options, protection } = this.#street;
    if (!options.traits.attachesStops) return false;
    if (this.#known.has(venueOrderId)) return true;
    const covers = protection.coversOf(instrument);
    const isStop =
      this.find(trade) !== undefined ||
      covers.some((cover) => isSetOffBy(cover, trade) || (cover.isAttached === true && cover.side === side));
    if (isStop) this.#known.add(venueOrderId);
    return isStop;
  }

  /** The stop of one of the last entries that a trade may be of. */
  find(trade: VenueTrade): AttachedStop | undefined {
    if (!this.#street.options.traits.attachesStops) return undefined;
    return this.#attached.get(trade.instrument)?.findLast((stop) => isSetOffBy(stop, trade));
  }

  snapshot(): AttachedStopsState {
    return { attached: [...this.#attached], attachedStops: [...this.#known] };
  }

  restore({ attached, attachedStops }: AttachedStopsState): void {
    this.#attached.clear();
    for (const [instrument, stop] of attached) this.#attached.set(instrument, stop);
    this.#known.clear();
    for (const id of attachedStops) this.#known.add(id);
  }
}

const isSame = (a: AttachedStop, b: AttachedStop): boolean =>
  a.runId === b.runId && a.side === b.side && a.trigger === b.trigger;

/** Whether a trade is on the side of a stop, and where it was to be set off. */
const isSetOffBy = (stop: Pick<AttachedStop, 'side' | 'trigger'>, { side, ticks }: VenueTrade): boolean =>
  stop.side === side && (stop.trigger - ticks) * -signOf(side) >= 0;
