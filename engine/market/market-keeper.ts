import type { Instrument } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type {
  BookDelta,
  BookSnapshot,
  FeedStatus,
  MarketEvent,
  TradePrint,
  VenueBar,
} from '../domain/market/market-event.ts';
import type { Side } from '../domain/order/side.ts';
import type { UnixMs } from '../domain/units/time.ts';
import { BarBuilder } from './bar-builder.ts';
import { BarSeries } from './bar-series.ts';
import type { FeedState, InstrumentMarket } from './instrument-market.ts';
import { OrderBook } from './order-book.ts';
import { TradeTape } from './trade-tape.ts';

const MINUTE_MS = 60_000;
/** What a formula that starts late may look back on: fourteen whole days and those they begin and end in. */
const KEPT_MINUTES = 16 * 1440;

/** Keeps the market of one instrument: `MarketState` has one for each. */
export class MarketKeeper implements InstrumentMarket {
  readonly instrument: Instrument;
  readonly book = new OrderBook();
  readonly tape = new TradeTape();
  readonly bars = new BarSeries(MINUTE_MS, KEPT_MINUTES);
  readonly otherBars = new Map<number, BarSeries>();
  readonly #builder: BarBuilder;
  #venueMarkTicks = 0;
  #needsSnapshot = true;

  lastTradeTicks = 0;
  lastTradeSide: Side | undefined = undefined;
  fundingRateE8: number | undefined = undefined;
  openInterestBase: number | undefined = undefined;
  feed: FeedState = 'waiting';
  feedDetail = 'no book has arrived yet';
  lastEventTime = 0;

  constructor(instrument: Instrument) {
    this.instrument = instrument;
    this.#builder = new BarBuilder(instrument, MINUTE_MS);
  }

  get formingBar(): Bar | undefined {
    return this.#builder.formingBar;
  }

  get markTicks(): number {
    if (this.#venueMarkTicks !== 0) return this.#venueMarkTicks;
    const { bestBid, bestAsk } = this.book;
    return bestBid === 0 || bestAsk === 0 ? 0 : Math.floor((bestBid + bestAsk) / 2);
  }

  /** Closes the bars that ended by `time` and keeps them; undefined when there are none. */
  closeBars(time: UnixMs): readonly Bar[] | undefined {
    if (time < this.#builder.nextCloseTime) return undefined;
    const closed: Bar[] = [];
    this.#builder.advance(time, (bar) => {
      this.bars.append(bar);
      closed.push(bar);
    });
    return closed;
  }

  /** Takes in an event whose bars are closed already; answers whether it went into the book. */
  apply(event: MarketEvent): boolean {
    this.lastEventTime = event.time;
    switch (event.kind) {
      case 'book-delta':
        return this.#takeDelta(event);
      case 'trade':
        this.#takePrint(event);
        return false;
      case 'book-snapshot':
        this.#takeSnapshot(event);
        return true;
      case 'mark-price':
        this.#venueMarkTicks = event.ticks;
        return false;
      case 'funding':
        this.#venueMarkTicks = event.markTicks;
        this.fundingRateE8 = event.rateE8;
        return false;
      case 'feed-status':
        this.#takeStatus(event);
        return false;
      case 'open-interest':
        this.openInterestBase = event.openInterestBase;
        return false;
      case 'venue-bar':
      case 'liquidation':
      case 'outside-number':
        return false;
    }
  }

  /**
   * Keeps a bar of the venue's history and answers with it, unless it is not later than all of its length that
   * are kept.
   */
  takeVenueBar(event: VenueBar): Bar | undefined {
    const { close, high, intervalMs, low, open, openTime, volumeBase } = event;
    const isMinute = intervalMs === MINUTE_MS;
    const series = isMinute ? this.bars : this.#othersOf(intervalMs);
    if ((series.at(-1)?.openTime ?? -1) >= openTime) return undefined;
    if (isMinute && this.formingBar && this.formingBar.openTime <= openTime) return undefined;
    const unknown = { buyVolumeBase: 0, tradeCount: 0 };
    const bar: Bar = { openTime, intervalMs, open, high, low, close, volumeBase, ...unknown };
    series.append(bar);
    return bar;
  }

  #othersOf(intervalMs: number): BarSeries {
    let series = this.otherBars.get(intervalMs);
    if (!series) this.otherBars.set(intervalMs, (series = new BarSeries(intervalMs)));
    return series;
  }

  #takePrint(print: TradePrint): void {
    this.tape.push(print);
    this.lastTradeTicks = print.ticks;
    this.lastTradeSide = print.aggressor;
    this.#builder.add(print, (bar) => this.bars.append(bar));
  }

  #takeSnapshot(event: BookSnapshot): void {
    this.book.applySnapshot(event);
    this.#needsSnapshot = false;
    this.feed = 'live';
    this.feedDetail = `book snapshot ${event.updateId}`;
    this.#distrustIfCrossed();
  }

  #takeDelta(event: BookDelta): boolean {
    if (this.#needsSnapshot) return false;
    this.book.applyDelta(event);
    this.#distrustIfCrossed();
    return true;
  }

  #distrustIfCrossed(): void {
    if (!this.book.isCrossed) return;
    const { bestBid, bestAsk, updateId } = this.book;
    this.#needsSnapshot = true;
    this.feed = 'gap';
    this.feedDetail = `book crossed at update ${updateId}: bid ${bestBid} ticks, ask ${bestAsk} ticks`;
  }

  #takeStatus(event: FeedStatus): void {
    // A venue may say "live" before its snapshot is here; a book known to be wrong stays distrusted.
    if (event.status === 'live' && this.#needsSnapshot && this.feed !== 'waiting') return;
    if (event.status === 'gap' || event.status === 'ended') this.#needsSnapshot = true;
    this.feed = event.status;
    this.feedDetail = event.detail;
  }
}
