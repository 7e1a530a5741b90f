import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { VenuePosition } from '../../domain/venue/venue-report.ts';
import { PACE } from './live-settings.ts';
import type { LiveStreet } from './live-street.ts';

/** A difference that was found. Plain data, changed in place. */
interface Mismatch {
  readonly lots: number;
  readonly since: number;
  /** It was there again after trades had been read, and a person was told. */
  isTold: boolean;
}

/** Compares what the venue says is held with what our trades add up to. */
export class PositionCheck {
  readonly #street: LiveStreet;
  /** What the venue last said of each instrument. */
  readonly #shown = new Map<InstrumentId, number>();
  /** What the venue holds more than we know of, with sign, and since when. */
  readonly #mismatches = new Map<InstrumentId, Mismatch>();

  /** Released by a person: what is then found to differ is somebody else's. */
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
      if (this.#read(instrument, shown, askedAt)) differing.push(instrument);
    }
    return differing;
  }

  /**
   * A difference was found, with trades read up to `readUpTo`. It freezes when it was there before, the same, and
   * trades have been read since: another one is another trade on its way.
   */
  note(instrument: InstrumentId, readUpTo: number): void {
    const lots = this.#differenceIn(instrument);
    const before = this.#mismatches.get(instrument);
    if (before?.lots !== lots)
      this.#mismatches.set(instrument, { lots, since: this.#street.now, isTold: false });
    else if (readUpTo > before.since + PACE.propagation) this.freeze(instrument);
  }

  /** What a person has released and the venue has yet to show. */
  get toAdopt(): readonly InstrumentId[] {
    return [...this.#toAdopt];
  }

  restore(toAdopt: readonly InstrumentId[]): void {
    for (const id of toAdopt) this.#toAdopt.add(id);
  }

  get hasMismatch(): boolean {
    return [...this.#mismatches.keys()].some((instrument) => !this.#street.frozen.has(instrument));
  }

  /** What differs is certain: nothing enters until a person has looked, unless one has said whose it is. */
  freeze(instrument: InstrumentId): void {
    const [lots, since] = [this.#differenceIn(instrument), this.#street.now];
    if (this.#toAdopt.has(instrument)) return this.#countAsTheirs(instrument, lots);
    if (this.#mismatches.get(instrument)?.isTold === true) return;
    this.#mismatches.set(instrument, { lots, since, isTold: true });
    this.#street.emit({ kind: 'external-seen', instrument, signedLots: lots, openOrders: 0 });
    const ours = this.#street.accountLots(instrument);
    const because = `the venue holds ${ours + lots} lots, our record ${ours}`;
    if (this.#street.frozen.has(instrument)) this.#street.warn(`${instrument}: ${because}`);
    this.#street.freeze(instrument, because);
  }

  /**
   * What the venue is known to hold beyond our record counts as somebody else's from now on, or as soon as it is known; and
   * the orders of others are meant to stand.
   */
  adopt(instrument: InstrumentId): void {
    const mismatch = this.#mismatches.get(instrument);
    this.#street.foreign.accept(instrument);
    if (mismatch?.isTold !== true) this.#toAdopt.add(instrument);
    this.#countAsTheirs(instrument, mismatch?.isTold === true ? mismatch.lots : 0);
  }

  #countAsTheirs(instrument: InstrumentId, lots: number): void {
    const { external, foreign } = this.#street;
    const signedLots = (external.get(instrument) ?? 0) + lots;
    if (lots !== 0) {
      external.set(instrument, signedLots);
      this.#mismatches.delete(instrument);
      this.#toAdopt.delete(instrument);
    }
    const openOrders = foreign.count(instrument);
    this.#street.emit({ kind: 'external-seen', instrument, signedLots, openOrders });
  }

  /** Lots the venue shows beyond our record, with sign. */
  #differenceIn(instrument: InstrumentId): number {
    return (this.#shown.get(instrument) ?? 0) - this.#street.accountLots(instrument);
  }

  /** Answers whether what is shown differs from ours, and no trade that came meanwhile says why. */
  #read(instrument: InstrumentId, shown: number, askedAt: number): boolean {
    const { external, foreign, owedForFees, tradedAt } = this.#street;
    const isEqual = this.#isEqual(instrument, shown);
    if (isEqual) this.#mismatches.delete(instrument);
    if (isEqual && (tradedAt.get(instrument) ?? -1) < askedAt) {
      this.#toAdopt.delete(instrument);
      // Fees have taken no more than we know of.
      owedForFees.delete(instrument);
    }
    if (!isEqual && (tradedAt.get(instrument) ?? -1) >= askedAt) return false;
    const unexplained = isEqual ? 0 : shown - this.#street.accountLots(instrument);
    foreign.weigh(instrument, { askedAt, unexplained, external: external.get(instrument) ?? 0 });
    return !isEqual;
  }

  /** On spot rests of fees, ours and those of others, can make whole lots together: one, or two where others pay fees in it. */
  #isEqual(instrument: InstrumentId, shown: number): boolean {
    const more = shown - this.#street.accountLots(instrument);
    const most = this.#street.feeCoinRests.has(instrument) ? 2 : 1;
    return more === 0 || (more > 0 && more <= most && this.#street.isOnlySell(instrument));
  }

  #readStop(instrument: InstrumentId, position: VenuePosition | undefined): void {
    for (const entryId of this.#street.protection.confirmAttached(instrument, position?.positionStop))
      this.#street.emit({ kind: 'stop-confirmed', orderId: entryId, entryId });
  }
}
