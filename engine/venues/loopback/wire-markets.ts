import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { PulledFeed } from '../feed.ts';
import { WireMarket } from './wire-market.ts';

export type Category = 'spot' | 'linear';

/** A market that runs `speed` times as fast as the venue's clock from the moment the venue opened. */
export interface MarketPace {
  readonly openedAt: number;
  readonly speed: number;
}

export const NO_INSTRUMENTS: readonly unknown[] = Object.freeze([]);
const FIRST_UPDATE_ID = 1000;
const MINUTES_PER_HOUR = 60;

/**
 * Every instrument of a market on both categories: the same book is listed as a perpetual and, under the
 * same symbol, as spot, so that both halves of a client can be tried on one truth.
 */
export class WireMarkets {
  readonly all: readonly WireMarket[];
  readonly #feed: PulledFeed;
  readonly #byId: ReadonlyMap<string, WireMarket>;
  readonly #pace: MarketPace;
  #waiting: MarketEvent | undefined;

  constructor(feed: PulledFeed, pace: MarketPace) {
    this.#feed = feed;
    this.#pace = pace;
    this.all = feed.instruments.map((instrument) => new WireMarket(instrument, FIRST_UPDATE_ID));
    this.#byId = new Map(this.all.map((market) => [market.instrument.id, market]));
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

  find(symbol: string): WireMarket | undefined {
    return this.all.find((market) => market.symbol === symbol);
  }

  /** The instruments of a category with their rules, in the venue's words. */
  rules(category: Category): readonly unknown[] {
    return this.all.map(({ instrument, symbol }) =>
      category === 'spot' ? spotRules(symbol, instrument) : linearRules(symbol, instrument),
    );
  }
}

const shared = (symbol: string, { base, quote }: Instrument) => ({
  symbol,
  baseCoin: base,
  quoteCoin: quote,
  status: 'Trading',
});

const spotRules = (symbol: string, instrument: Instrument) => ({
  ...shared(symbol, instrument),
  innovation: '0',
  marginTrading: 'none',
  lotSizeFilter: {
    basePrecision: instrument.lotSize,
    quotePrecision: '0.00000001',
    minOrderQty: instrument.minSizeBase,
    maxOrderQty: instrument.maxSizeBase,
    minOrderAmt: instrument.minNotionalQuote,
    maxOrderAmt: '4000000',
  },
  priceFilter: { tickSize: instrument.tickSize },
});

const linearRules = (symbol: string, instrument: Instrument) => ({
  ...shared(symbol, instrument),
  contractType: 'LinearPerpetual',
  settleCoin: instrument.quote,
  launchTime: '1585526400000',
  deliveryTime: '0',
  deliveryFeeRate: '',
  priceScale: '2',
  leverageFilter: { minLeverage: '1', maxLeverage: String(instrument.maxLeverage), leverageStep: '0.01' },
  priceFilter: { minPrice: instrument.tickSize, maxPrice: '1999999.80', tickSize: instrument.tickSize },
  lotSizeFilter: {
    maxOrderQty: instrument.maxSizeBase,
    maxMktOrderQty: instrument.maxSizeBase,
    minOrderQty: instrument.minSizeBase,
    qtyStep: instrument.lotSize,
    minNotionalValue: instrument.minNotionalQuote,
  },
  unifiedMarginTrade: true,
  fundingInterval: instrument.fundingIntervalHours * MINUTES_PER_HOUR,
  copyTrading: 'none',
});
