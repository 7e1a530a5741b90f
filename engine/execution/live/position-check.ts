import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { VenuePosition } from '../../domain/venue/venue-report.ts';
import { PACE } from './live-settings.ts';
import type { LiveStreet } from './live-street.ts';

/** Compares what the venue says is held with what our trades add up to. */
export class PositionCheck {
  readonly #street: LiveStreet;
  /** What the venue last said of each instrument. */
  readonly #shown = new Map<InstrumentId, number>();
  /** What the venue holds more than we know of, with sign, and since when. */
  readonly #mismatches = new Map<InstrumentId, { readonly lots: number; readonly since: number }>();

  /** Released by a person before the venue had said what it holds: what it says first counts. */
  readonly #toAdopt = new Set<InstrumentId>();

  constructor(street: LiveStreet) {
    this.#street = street;
  }

  /** Takes positions asked for at `askedAt`; answers the instruments in which they differ from ours. */
  compare(positions: readonly VenuePosition[], askedAt: number): readonly InstrumentId[] {
    const differing: InstrumentId[] = [];
    for (const instrument of this.#street.instruments.keys()) {
      const position = positions.find((each) => each.instrument === instrument);
      const shown = position?.signedLots ?? 0;
      this.#shown.set(instrument, shown);
      this.#readStop(instrument, position);
      if (this.#toAdopt.has(instrument)) this.#adoptNow(instrument, shown);
      if (this.#isEqual(instrument, shown)) this.#mismatches.delete(instrument);
      else if ((this.#street.tradedAt.get(instrument) ?? -1) < askedAt) differing.push(instrument);
    }
    return differing;
  }

  /**
   * A difference was found, with trades read up to `readUpTo`. It freezes when it was there before, the same, and
   * trades have been read since: another one is another trade on its way.
   */
  note(instrument: InstrumentId, readUpTo: number): void {
    const lots = (this.#shown.get(instrument) ?? 0) - this.#street.accountLots(instrument);
    const before = this.#mismatches.get(instrument);
    if (before?.lots !== lots) this.#mismatches.set(instrument, { lots, since: this.#street.now });
    else if (readUpTo > before.since + PACE.propagation) this.freeze(instrument);
  }

  get hasMismatch(): boolean {
    return [...this.#mismatches.keys()].some((instrument) => !this.#street.frozen.has(instrument));
  }

  freeze(instrument: InstrumentId): void {
    const shown = this.#shown.get(instrument) ?? 0;
    const ours = this.#street.accountLots(instrument);
    if (!this.#street.frozen.has(instrument))
      this.#street.emit({ kind: 'external-seen', instrument, signedLots: shown - ours, openOrders: 0 });
    this.#street.freeze(instrument, `the venue holds ${shown} lots, our record ${ours}`);
  }

  /** What the venue holds beyond our runs counts as somebody else's from now on. */
  adopt(instrument: InstrumentId): number {
    const { external } = this.#street;
    const shown = this.#shown.get(instrument);
    if (shown === undefined) this.#toAdopt.add(instrument);
    else external.set(instrument, shown - this.#street.ownLots(instrument));
    this.#mismatches.delete(instrument);
    return external.get(instrument) ?? 0;
  }

  #adoptNow(instrument: InstrumentId, shown: number): void {
    this.#toAdopt.delete(instrument);
    const signedLots = shown - this.#street.ownLots(instrument);
    if (signedLots === (this.#street.external.get(instrument) ?? 0)) return;
    this.#street.external.set(instrument, signedLots);
    this.#street.emit({ kind: 'external-seen', instrument, signedLots, openOrders: 0 });
  }

  /** On spot rests of fees, ours and those of others, can make a whole lot together. */
  #isEqual(instrument: InstrumentId, shown: number): boolean {
    const more = shown - this.#street.accountLots(instrument);
    return more === 0 || (more === 1 && this.#street.isOnlySell(instrument));
  }

  #readStop(instrument: InstrumentId, position: VenuePosition | undefined): void {
    for (const entryId of this.#street.protection.confirmAttached(instrument, position?.positionStop))
      this.#street.emit({ kind: 'stop-confirmed', orderId: entryId, entryId });
  }
}
