import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent, VenueBar } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { PulledFeed } from '../feed.ts';
import { VenueMarket } from './venue-market.ts';

/** A market that runs `speed` times as fast as the venue's clock from the moment the venue opened. */
export interface MarketPace {
  readonly openedAt: number;
  readonly speed: number;
}

const FIRST_UPDATE_ID = 1000;

/** Every instrument of a market, going at the pace of the venue's clock. */
export class VenueMarkets {
  readonly all: readonly VenueMarket[];
  readonly #feed: PulledFeed;
  readonly #byId: ReadonlyMap<string, VenueMarket>;
  readonly #pace: MarketPace;
  #waiting: MarketEvent | undefined;

  constructor(
    feed: PulledFeed,
    { pace, symbolOf }: { pace: MarketPace; symbolOf: (instrument: Instrument) => string },
  ) {
    this.#feed = feed;
    this.#pace = pace;
    this.all = feed.instruments.map(
      (instrument) => new VenueMarket(instrument, symbolOf(instrument), FIRST_UPDATE_ID),
    );
    this.#byId = new Map(this.all.map((market) => [market.instrument.id, market]));
  }

  /** Takes in what was before the market. */
  tellPast(bars: Iterable<VenueBar | undefined>): void {
    for (const bar of bars) if (bar) this.#byId.get(bar.instrument)?.candles.tell(bar);
  }

  /** Lets happen whatever is due by the venue's time of now. */
  advance(now: number): void {
    const { openedAt, speed } = this.#pace;
    const until = openedAt + (now - openedAt) * speed;
    for (;;) {
      this.#waiting ??= this.#feed.next();
      const event = this.#waiting;
      if (event === undefined || event.time > until) return;
      this.#byId.get(event.instrument)?.take(event, unixMs(Math.floor(this.#venueTimeOf(event))));
      this.#waiting = undefined;
    }
  }

  #venueTimeOf({ time }: MarketEvent): number {
    const { openedAt, speed } = this.#pace;
    return time <= openedAt ? time : openedAt + (time - openedAt) / speed;
  }

  find(symbol: string): VenueMarket | undefined {
    return this.all.find((market) => market.symbol === symbol);
  }
}
