import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { MarketEvent, TradePrint } from '../domain/market/market-event.ts';
import type { Quote } from '../domain/market/quote.ts';
import { unixMs, type UnixMs } from '../domain/units/time.ts';
import type { Peer } from '../formulas/step-contents.ts';
import type { MarketChange } from '../market/market-state.ts';
import type { OrderBook } from '../market/order-book.ts';
import type { MarketSteps } from './market-steps.ts';
import { peerOrderOf } from './peer-order.ts';

interface Listener {
  readonly steps: MarketSteps;
  /** How each other instrument stands to the one that listens. */
  readonly peers: ReadonlyMap<InstrumentId, Peer>;
}

/**
 * Carries the trades and best quotes of each followed instrument to the formulas of the others that read
 * them. Where none does, it is asked nothing.
 */
export class PeerTape {
  readonly #followed: readonly Instrument[];
  #ofTrades: readonly Listener[] = [];
  #ofQuotes: readonly Listener[] = [];

  constructor(followed: readonly Instrument[]) {
    this.#followed = followed;
  }

  /** Whether any formula reads the tape of another instrument. */
  get isRead(): boolean {
    return this.#ofTrades.length + this.#ofQuotes.length > 0;
  }

  /** Call it when formulas were started or stopped. */
  listen(all: Iterable<MarketSteps>): void {
    const listeners = [...all]
      .filter((steps) => steps.reads('peer-trade') || steps.reads('peer-quote'))
      .map((steps): Listener => ({ steps, peers: peersOf(steps.instrument, this.#followed) }));
    this.#ofTrades = listeners.filter(({ steps }) => steps.reads('peer-trade'));
    this.#ofQuotes = listeners.filter(({ steps }) => steps.reads('peer-quote'));
  }

  /** Feeds an event; in a gap of the feed the quote is of another time and nothing is fed. */
  onChange({ market, quoteChanged }: MarketChange, event: MarketEvent): void {
    if (market.feed === 'gap') return;
    if (event.kind === 'trade') this.#feedTrade(event, market.instrument);
    const { bestAsk, bestBid } = market.book;
    if (quoteChanged && bestBid > 0 && bestAsk > bestBid)
      this.#feedQuote(market.book, market.instrument, event.time);
  }

  #feedTrade({ aggressor, lots, ticks, time }: TradePrint, { id, lotValue, tickValue }: Instrument): void {
    const price = ticks * tickValue;
    const sizeBase = lots * lotValue;
    if (!(price > 0 && sizeBase >= 0)) return;
    for (const { peers, steps } of this.#ofTrades) {
      const peer = peers.get(id);
      if (peer !== undefined) steps.feedPeerTrade(time, { ...peer, price, sizeBase, side: aggressor });
    }
  }

  #feedQuote(book: OrderBook, { id, lotValue, tickValue }: Instrument, time: UnixMs): void {
    const quote: Quote = {
      time: unixMs(time),
      bid: book.bestBid * tickValue,
      bidSize: book.bestBidLots * lotValue,
      ask: book.bestAsk * tickValue,
      askSize: book.bestAskLots * lotValue,
    };
    for (const { peers, steps } of this.#ofQuotes) {
      const peer = peers.get(id);
      if (peer !== undefined) steps.feedPeerQuote(time, { ...peer, quote });
    }
  }
}

function peersOf(own: InstrumentId, followed: readonly Instrument[]): ReadonlyMap<InstrumentId, Peer> {
  const { instruments, leader } = peerOrderOf(followed, own);
  const base = instruments[0]?.base;
  return new Map(
    instruments
      .map((each, place): [InstrumentId, Peer] => [
        each.id,
        { place, isLeader: place === leader, isSameCoin: each.base === base },
      ])
      .slice(1),
  );
}
