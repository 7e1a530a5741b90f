import type { Instrument, InstrumentId } from '../../../domain/instrument/instrument.ts';
import type { BookDelta, BookSnapshot, MarketEvent } from '../../../domain/market/market-event.ts';
import type { UnixMs } from '../../../domain/units/time.ts';
import type { SandboxMarket } from '../sandbox-market.ts';
import { WatchedBook } from './watched-book.ts';

const PROFILE_BPS = 40;
const NEAR_LEVELS = 10;

/** What was seen of one instrument. Prices in ticks, sizes in quote units. */
export interface Observation {
  readonly instrument: Instrument;
  readonly book: WatchedBook;
  /** At the end of each second: the mid, and order-flow imbalance of the best quotes in lots, summed up. */
  readonly mids: number[];
  readonly flow: number[];
  /** Milliseconds by width of the spread in ticks. */
  readonly spreads: Map<number, number>;
  /** Once a minute: value resting at the best bid; levels on the thinner side; value per bps below the mid. */
  readonly touchQuote: number[];
  readonly thinnerSide: number[];
  readonly profileQuote: number[];
  /** At the end of each second: ln(bid lots / ask lots) over ten levels. */
  readonly imbalances: number[];
  readonly tradesPerSecond: number[];
  eventCount: number;
  tradesNow: number;
  flowSum: number;
  spreadSince: number;
}

/** Watches a market for `lastsMs` from its first event, the way anybody outside would. */
export function observeSandbox(
  market: SandboxMarket,
  start: UnixMs,
  lastsMs: number,
): ReadonlyMap<InstrumentId, Observation> {
  const observed = new Map(market.instruments.map((instrument) => [instrument.id, begin(instrument, start)]));
  for (
    let event = market.next();
    event !== undefined && event.time < start + lastsMs;
    event = market.next()
  ) {
    const seen = observed.get(event.instrument);
    if (seen === undefined)
      throw new RangeError(`an event of an instrument nobody lists: ${event.instrument}`);
    closeSeconds(seen, Math.floor((event.time - start) / 1000));
    take(seen, event);
  }
  return observed;
}

function begin(instrument: Instrument, start: UnixMs): Observation {
  return {
    instrument,
    book: new WatchedBook(),
    mids: [],
    flow: [],
    spreads: new Map(),
    touchQuote: [],
    thinnerSide: [],
    profileQuote: Array.from({ length: PROFILE_BPS }, () => 0),
    imbalances: [],
    tradesPerSecond: [],
    eventCount: 0,
    tradesNow: 0,
    flowSum: 0,
    spreadSince: start,
  };
}

function take(seen: Observation, event: MarketEvent): void {
  seen.eventCount += 1;
  if (event.kind === 'trade') seen.tradesNow += 1;
  if (event.kind === 'book-snapshot') seen.book.apply(event);
  if (event.kind === 'book-delta') takeChange(seen, event);
}

/** Order-flow imbalance as Cont, Kukanov and Stoikov (2014) define it for the best quotes. */
function takeChange(seen: Observation, event: BookDelta | BookSnapshot): void {
  const { book } = seen;
  const { bestBid, bestAsk } = book;
  const bidSize = book.bids.get(bestBid) ?? 0;
  const askSize = book.asks.get(bestAsk) ?? 0;
  const width = bestAsk - bestBid;
  seen.spreads.set(width, (seen.spreads.get(width) ?? 0) + event.time - seen.spreadSince);
  seen.spreadSince = event.time;
  book.apply(event);
  if (book.bestBid >= bestBid) seen.flowSum += book.bids.get(book.bestBid) ?? 0;
  if (book.bestBid <= bestBid) seen.flowSum -= bidSize;
  if (book.bestAsk <= bestAsk) seen.flowSum -= book.asks.get(book.bestAsk) ?? 0;
  if (book.bestAsk >= bestAsk) seen.flowSum += askSize;
}

function closeSeconds(seen: Observation, second: number): void {
  while (seen.mids.length < second) {
    seen.mids.push(seen.book.mid);
    seen.flow.push(seen.flowSum);
    seen.imbalances.push(Math.log(seen.book.nearLots(1, NEAR_LEVELS) / seen.book.nearLots(-1, NEAR_LEVELS)));
    seen.tradesPerSecond.push(seen.tradesNow);
    seen.tradesNow = 0;
    if (seen.mids.length % 60 === 0) measureDepth(seen);
  }
}

function measureDepth({ book, instrument, touchQuote, thinnerSide, profileQuote }: Observation): void {
  const { bids, asks, bestBid, mid } = book;
  const quotePerLot = mid * instrument.tickValue * instrument.lotValue;
  touchQuote.push((bids.get(bestBid) ?? 0) * quotePerLot);
  thinnerSide.push(Math.min(bids.size, asks.size));
  for (const [price, size] of bids) {
    const bps = Math.floor((1 - price / mid) * 1e4);
    if (bps < PROFILE_BPS) profileQuote[bps] = (profileQuote[bps] ?? 0) + size * quotePerLot;
  }
}
