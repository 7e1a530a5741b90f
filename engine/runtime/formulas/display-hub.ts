import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { MarketEvent, OutsideNumber, TradePrint } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { FeatureHub } from '../../features/feature-hub.ts';
import { seriesOfEvent } from '../../features/series-of-event.ts';
import type { OutsideSeriesName } from '../../formulas/outside-series.ts';
import { fitInline, type Fitter } from '../../formulas/refit.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { MarketChange } from '../../market/market-state.ts';
import type { FormulaMarket } from './formula-market.ts';
import { knownAt } from './minute-reader.ts';
import { type PastListener, PastReader, type PastRange } from './past-reader.ts';

/** Inputs of the past read before the time is looked at, and the most in one frame. */
const PAST_AT_ONCE = 8;
const MOST_A_FRAME = 4000;
/** Time a frame may take for the past. */
const CATCH_UP_MS = 4;
const RATE_SCALE = 1e8;
const NO_BARS: readonly Bar[] = Object.freeze([]);

/** What formulas on display are asked to begin with. */
export interface DisplayHubParts {
  readonly market: FormulaMarket;
  readonly past: Omit<PastRange, 'markets'>;
  /** Called after everything that was fed, with the market time of it in ms. */
  readonly onFed: (time: number) => void;
  /** Whether what we ourselves did is read; nothing of it is fed otherwise. */
  readonly readsOwn: boolean;
}

interface Touch {
  bid: number;
  ask: number;
  bidLots: number;
  askLots: number;
}

/**
 * Features of the display, beside those the kernel decides by: formulas are first told what the session
 * has kept, a bit at a time, and from then on what happens. Nothing here can change the session.
 */
export class DisplayHub implements PastListener {
  readonly hub: FeatureHub;
  /** Names of the outside series that have come. */
  readonly told = new Set<string>();
  /** Market time of the last finished fit in ms. */
  lastFitTime: number | undefined;
  readonly #parts: DisplayHubParts;
  readonly #past: PastReader;
  readonly #touches = new Map<InstrumentId, Touch>();
  #ownKnown: Readonly<Record<InstrumentId, readonly unknown[]>> = {};
  #isLive = false;
  #time = 0;

  constructor(parts: DisplayHubParts) {
    const { market, past } = parts;
    const markets = market.markets();
    this.#parts = parts;
    this.#past = new PastReader({ ...past, markets });
    this.hub = new FeatureHub(
      markets.map(({ instrument }) => instrument),
      { fitter: this.#timed(market.fitter ?? fitInline), account: market.own?.account },
    );
  }

  /** Whether the past has been read and the formulas follow what happens. */
  get isLive(): boolean {
    return this.#isLive;
  }

  /** Minutes of the past that wait to be read. */
  get waiting(): number {
    return this.#past.minutes.reduce((sum, { waiting }) => sum + waiting, 0);
  }

  /** Reads some of the past for a few milliseconds, and minutes that ended without an event. */
  catchUp(): void {
    const { monotonicMs = () => 0 } = this.#parts.market;
    const begunAt = monotonicMs();
    let left = MOST_A_FRAME;
    while (!this.#past.read(PAST_AT_ONCE, this)) {
      left -= PAST_AT_ONCE;
      if (left <= 0 || monotonicMs() - begunAt > CATCH_UP_MS) return;
    }
    if (!this.#isLive) this.#goLive();
    this.#tellClosedTrades();
  }

  /** Call it for every event of the session, after the kernel took it. */
  onEvent(event: MarketEvent, market: InstrumentMarket): void {
    if (!this.#isLive) return;
    while (!this.#past.read(PAST_AT_ONCE, this));
    this.#noteTold(event, market);
    this.hub.onChange(this.#changeOf(event, market), event);
    this.#fed(event.time);
  }

  onMinute(market: InstrumentMarket, bar: Bar): void {
    this.hub.onClosedBar(market.instrument.id, bar);
    this.#fed(knownAt(bar));
  }

  onTrade(trade: TradePrint): void {
    const market = this.#parts.market.markets().find(({ instrument }) => instrument.id === trade.instrument);
    if (market === undefined) return;
    this.hub.onChange({ market, bookChanged: false, quoteChanged: false, closedBars: NO_BARS }, trade);
    this.#fed(trade.time);
  }

  #fed(time: number): void {
    if (time > this.#time) this.#time = time;
    this.#parts.onFed(this.#time);
  }

  /** How things stand now is told after the past, as the last that was known. */
  #goLive(): void {
    this.#isLive = true;
    this.#past.leaveTrades();
    for (const market of this.#parts.market.markets()) this.#tellState(market);
    for (const told of this.#parts.market.outsideNumbers()) this.#tellOutside(told);
  }

  #tellState({
    fundingRateE8,
    instrument,
    lastEventTime,
    markTicks,
    openInterestBase,
  }: InstrumentMarket): void {
    const known: readonly (readonly [OutsideSeriesName, number | undefined])[] = [
      ['derivative.mark-price', markTicks > 0 ? markTicks * instrument.tickValue : undefined],
      ['derivative.funding-rate', fundingRateE8 === undefined ? undefined : fundingRateE8 / RATE_SCALE],
      ['derivative.open-interest', openInterestBase],
    ];
    for (const [name, value] of known) {
      if (value === undefined) continue;
      this.told.add(name);
      this.hub.onSeries(instrument.id, { name, time: lastEventTime as UnixMs, value });
    }
  }

  #tellOutside({ instrument, name, time, value }: OutsideNumber): void {
    this.told.add(name);
    this.hub.onSeries(instrument, { name, time, value });
  }

  #noteTold(event: MarketEvent, { instrument }: InstrumentMarket): void {
    for (const [name] of seriesOfEvent(event, instrument) ?? []) this.told.add(name);
  }

  #tellClosedTrades(): void {
    const { market, readsOwn } = this.#parts;
    const all = readsOwn ? (market.own?.closedTrades() ?? {}) : {};
    for (const [id, trades] of Object.entries(all)) {
      const before = this.#ownKnown[id];
      if (before === trades) continue;
      const last = before?.at(-1);
      const from = last === undefined ? 0 : trades.findIndex((trade) => trade === last) + 1;
      for (const trade of trades.slice(from)) this.hub.own.onClosedTrade(id, trade);
      this.told.add('closed-trade');
    }
    this.#ownKnown = all;
  }

  #changeOf(event: MarketEvent, market: InstrumentMarket): MarketChange {
    const bookChanged = event.kind === 'book-snapshot' || event.kind === 'book-delta';
    return {
      market,
      bookChanged,
      quoteChanged: bookChanged && this.#hasNewTouch(market),
      closedBars: NO_BARS,
    };
  }

  #hasNewTouch({ book, instrument }: InstrumentMarket): boolean {
    const { bestAsk: ask, bestAskLots: askLots, bestBid: bid, bestBidLots: bidLots } = book;
    const last = this.#touches.get(instrument.id);
    if (last === undefined) {
      this.#touches.set(instrument.id, { bid, ask, bidLots, askLots });
      return true;
    }
    if (last.bid === bid && last.ask === ask && last.bidLots === bidLots && last.askLots === askLots)
      return false;
    Object.assign(last, { bid, ask, bidLots, askLots });
    return true;
  }

  /** The same fits, with the time of the last that found a model. */
  #timed(fitter: Fitter): Fitter {
    return (formula, fit, job) => {
      const collect = fitter(formula, fit, job);
      return () => {
        const model = collect();
        if (model !== undefined) this.lastFitTime = this.#time;
        return model;
      };
    };
  }
}
