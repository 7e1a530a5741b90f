import type { Instrument, InstrumentId } from '../../domain/instrument/instrument.ts';
import type { BookSnapshot, FeedStatus, MarketEvent, VenueBar } from '../../domain/market/market-event.ts';
import { BarSpread } from '../../numerics/bar-spread.ts';
import type { PulledFeed } from '../feed.ts';

/** Pairs of bars the spread is estimated over: two hours of minutes. */
const WINDOW = 120;
/** Levels a side of a book made from a bar; what is larger pays the impact beyond the book. */
const LEVELS = 50;

/**
 * A feed that tells bars alone, with a book made after each of them, so that there are prices to decide and to trade
 * by: half the spread that the bars show around the close, and behind it, over the range of the bar, the depth of a square-root law, where
 * `lots / volume` of the bar move the price by the root of it times the range (Tóth et al. 2011, Physical Review X 1,
 * 021006). An instrument whose feed tells a book or a trade is left as it is.
 */
export function quotedBars(feed: PulledFeed): PulledFeed {
  const quoters = new Map<InstrumentId, BarQuoter>();
  for (const instrument of feed.instruments) quoters.set(instrument.id, new BarQuoter(instrument));
  const waiting: MarketEvent[] = [];
  return {
    kind: 'pulled',
    instruments: feed.instruments,
    get isWaiting() {
      return waiting.length === 0 && feed.isWaiting === true;
    },
    next() {
      const event = waiting.shift() ?? feed.next();
      if (event === undefined || ('madeOf' in event && event.madeOf === 'bar')) return event;
      waiting.push(...(quoters.get(event.instrument)?.after(event) ?? []));
      return event;
    },
    progress: () => feed.progress(),
    close: () => feed.close(),
  };
}

/** Makes the books of one instrument. */
class BarQuoter {
  readonly #instrument: Instrument;
  readonly #spread = new BarSpread(WINDOW);
  /** Length of the bars that are followed: the first there was. */
  #intervalMs: number | undefined;
  #hasMarket = false;
  #isLive = false;

  constructor(instrument: Instrument) {
    this.#instrument = instrument;
  }

  after(event: MarketEvent): MarketEvent[] {
    if (event.kind === 'book-snapshot' || event.kind === 'book-delta' || event.kind === 'trade')
      this.#hasMarket = true;
    if (event.kind !== 'venue-bar' || this.#hasMarket) return [];
    // A bar told later than it ended is the history before a market that is still to come.
    if (event.time !== event.openTime + event.intervalMs) return [];
    this.#intervalMs ??= event.intervalMs;
    if (event.intervalMs !== this.#intervalMs) return [];
    const half = this.#spread.push(event) * event.close;
    const live = this.#isLive ? [] : [liveAfter(event)];
    this.#isLive = true;
    return [...live, this.#bookAfter(event, half)];
  }

  #bookAfter(bar: VenueBar, half: number): BookSnapshot {
    const { lotValue, tickValue } = this.#instrument;
    const bid = Math.max(1, Math.floor((bar.close - half) / tickValue));
    const ask = Math.max(bid + 1, Math.ceil((bar.close + half) / tickValue));
    const rangeTicks = Math.max(1, Math.round((bar.high - bar.low) / tickValue));
    const volumeLots = Math.max(1, Math.floor(bar.volumeBase / lotValue));
    const side = (from: number, step: 1 | -1) => {
      const sizes = new Map<number, number>();
      for (let level = 1; level <= LEVELS; level += 1) {
        // A part of the range holds the lots that move the price through it by the law.
        const ticks = from + step * Math.floor((rangeTicks * (level - 1)) / LEVELS);
        const size = Math.floor((volumeLots * (2 * level - 1)) / LEVELS ** 2);
        if (ticks >= 1) sizes.set(ticks, (sizes.get(ticks) ?? 0) + Math.max(1, size));
      }
      return [...sizes].flat();
    };
    const { instrument, time, venueTime } = bar;
    const updateId = bar.openTime;
    const sides = { bids: side(bid, -1), asks: side(ask, 1) };
    return { kind: 'book-snapshot', instrument, time, venueTime, updateId, madeOf: 'bar', ...sides };
  }
}

const liveAfter = ({ instrument, time, venueTime }: VenueBar): FeedStatus => ({
  kind: 'feed-status',
  instrument,
  time,
  venueTime,
  status: 'live',
  detail: 'bars alone: books are made from them',
});
