import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { InstrumentMarket } from './instrument-market.ts';
import { MarketKeeper } from './market-keeper.ts';

/**
 * What one event changed. One object per state is used again for every event: read it before the
 * next `apply` and keep no reference to it.
 */
export interface MarketChange {
  readonly market: InstrumentMarket;
  /** The best bid or ask, in price or size, is another one than before. */
  readonly quoteChanged: boolean;
  /** A snapshot or delta was taken into the book. */
  readonly bookChanged: boolean;
  /** One-minute bars of this instrument that ended by the time of the event, oldest first. */
  readonly closedBars: readonly Bar[];
  /** A bar of another length than a minute that a venue or a table summed up; undefined where the event is none. */
  readonly otherBar?: Bar | undefined;
}

/** A bar that ended because time passed. */
export interface ClosedBar {
  readonly market: InstrumentMarket;
  readonly bar: Bar;
}

const MINUTE_MS = 60_000;
const NO_BARS: readonly Bar[] = Object.freeze([]);
const NO_CLOSED_BARS: readonly ClosedBar[] = Object.freeze([]);

/** Keeps book, tape and bars of every instrument of a session, one event at a time. */
export class MarketState {
  readonly #keepers = new Map<InstrumentId, MarketKeeper>();
  readonly #list: readonly MarketKeeper[];
  readonly #change: { -readonly [Key in keyof MarketChange]: MarketChange[Key] } | undefined;

  /** @throws {RangeError} when there is no instrument or one is named twice. */
  constructor(instruments: readonly Instrument[]) {
    for (const instrument of instruments) {
      if (this.#keepers.has(instrument.id)) {
        throw new RangeError(`market state: ${instrument.id} is named twice`);
      }
      this.#keepers.set(instrument.id, new MarketKeeper(instrument));
    }
    this.#list = [...this.#keepers.values()];
    const [first] = this.#list;
    this.#change = first && { market: first, quoteChanged: false, bookChanged: false, closedBars: NO_BARS };
  }

  /** Every instrument, in the order given. */
  get all(): readonly InstrumentMarket[] {
    return this.#list;
  }

  of(id: InstrumentId): InstrumentMarket | undefined {
    return this.#keepers.get(id);
  }

  /**
   * Takes in one event; bars that ended by its time are closed first.
   * @throws {RangeError} when the instrument is not of this session, which the venue should have seen.
   */
  apply(event: MarketEvent): MarketChange {
    const keeper = this.#keepers.get(event.instrument);
    const change = this.#change;
    if (keeper === undefined || change === undefined) {
      throw new RangeError(`market state: instrument ${event.instrument} is not of this session`);
    }
    const { book } = keeper;
    const { bestBid, bestAsk, bestBidLots, bestAskLots } = book;
    change.market = keeper;
    change.closedBars = keeper.closeBars(event.time) ?? NO_BARS;
    change.otherBar = undefined;
    if (event.kind === 'venue-bar') takeBar(change, keeper.takeVenueBar(event));
    change.bookChanged = keeper.apply(event);
    change.quoteChanged =
      change.bookChanged &&
      (book.bestBid !== bestBid ||
        book.bestAsk !== bestAsk ||
        book.bestBidLots !== bestBidLots ||
        book.bestAskLots !== bestAskLots);
    return change;
  }

  /** Closes the bars that ended by `time` with no event: call it as time passes. */
  advance(time: UnixMs): readonly ClosedBar[] {
    let closed: ClosedBar[] | undefined;
    for (const market of this.#list) {
      for (const bar of market.closeBars(time) ?? NO_BARS) (closed ??= []).push({ market, bar });
    }
    return closed ?? NO_CLOSED_BARS;
  }
}

export type { InstrumentMarket } from './instrument-market.ts';

function takeBar(change: { -readonly [Key in keyof MarketChange]: MarketChange[Key] }, bar?: Bar): void {
  if (bar?.intervalMs === MINUTE_MS) change.closedBars = [...change.closedBars, bar];
  else change.otherBar = bar;
}
