import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { FeedHealth, StreamHealth, StreamKind } from '../../venues/stream-health.ts';
import { StreamMeter } from '../../venues/stream-meter.ts';

interface Counted {
  readonly market: InstrumentMarket;
  readonly meters: Map<StreamKind, StreamMeter>;
  gaps: number;
}

const KIND_OF: Readonly<Partial<Record<MarketEvent['kind'], StreamKind>>> = {
  'book-snapshot': 'book',
  'book-delta': 'book',
  trade: 'trades',
  'mark-price': 'ticker',
  funding: 'ticker',
  'open-interest': 'open-interest',
  liquidation: 'liquidations',
};

/**
 * Counts the streams of a market that comes from no connection, the sandbox or a recording, by its own
 * events: states are those of the market, latency is that of the events and of the simulated line.
 */
export class StreamCensus {
  readonly #lineMs: number;
  readonly #counted = new Map<InstrumentId, Counted>();
  #time = 0;

  /** `lineMs` is how long a simulated market's events are under way to us. */
  constructor(lineMs: number) {
    this.#lineMs = lineMs;
  }

  passTime(time: number): void {
    this.#time = time;
  }

  onEvent(event: MarketEvent, market: InstrumentMarket): void {
    const counted = this.#of(event.instrument, market);
    if (event.kind === 'feed-status' && event.status === 'gap') counted.gaps += 1;
    const kind = KIND_OF[event.kind];
    if (kind === undefined) return;
    let meter = counted.meters.get(kind);
    if (meter === undefined) counted.meters.set(kind, (meter = new StreamMeter()));
    meter.heard(event.venueTime, { monotonicMs: event.time, venueNow: event.time + this.#lineMs });
  }

  /** How every stream seen so far does. */
  health(venue: string): FeedHealth {
    const streams = [...this.#counted.values()].flatMap((counted) => this.#streamsOf(counted));
    return { venue, streams, clock: undefined };
  }

  #streamsOf({ gaps, market, meters }: Counted): StreamHealth[] {
    return [...meters].map(([stream, meter]) => ({
      instrument: market.instrument.id,
      stream,
      state: market.feed,
      ageMs: meter.ageMs(this.#time),
      latency: meter.latency(),
      messages: meter.messages,
      gaps: stream === 'book' ? gaps : 0,
      resyncs: 0,
      refusedFrames: 0,
      lastRule: '',
      reconnects: 0,
    }));
  }

  #of(id: InstrumentId, market: InstrumentMarket): Counted {
    const known = this.#counted.get(id);
    if (known !== undefined) return known;
    const counted = { market, meters: new Map<StreamKind, StreamMeter>(), gaps: 0 };
    this.#counted.set(id, counted);
    return counted;
  }
}
