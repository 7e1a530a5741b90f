import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { MarketEvent, TradePrint } from '../domain/market/market-event.ts';
import type { Quote } from '../domain/market/quote.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type {
  AnyFormula,
  BookSlice,
  FormulaParams,
  FormulaRun,
  InputKind,
  PricePoint,
  TradeTick,
} from '../formulas/formula.ts';
import type { Companions } from '../formulas/companions.ts';
import type { Fitter } from '../formulas/refit.ts';
import type { MarketChange } from '../market/market-state.ts';
import type { OrderBook } from '../market/order-book.ts';
import type { BegunMinutes } from './bar-readers.ts';
import type { BarSteps } from './bar-steps.ts';
import type { PreparedRun } from './catch-up.ts';
import { type FedTime, FeatureRun, feedAll, type SharedRun } from './feature-run.ts';
import { IntervalBars } from './interval-bars.ts';
import type { InputDoor } from './input-door.ts';
import { MarketSteps, type Reminders } from './market-steps.ts';
import type { PeerBarCollector } from './peer-bar-collector.ts';
import type { RunWatch } from './run-watch.ts';
import { TapeSteps } from './tape-steps.ts';

type Reused<Input> = { -readonly [Name in keyof Input]: Input[Name] };

interface BarRuns {
  readonly bars: IntervalBars;
  readonly ofBars: FeatureRun<'bar'>[];
  readonly ofPrices: FeatureRun<'price'>[];
}

/** What the running formulas of all instruments share. */
export interface FeatureParts {
  readonly peers: PeerBarCollector;
  readonly fitter: Fitter;
  readonly door: InputDoor;
  readonly watch?: RunWatch | undefined;
  /** Where the time of what is fed is told. */
  readonly now: FedTime;
  /** Closed minutes of an instrument's period of a length that is not over yet. */
  readonly begun: (instrument: InstrumentId, intervalMs: number) => readonly Bar[];
}

/** A formula that is to run. */
export interface RunRequest {
  readonly name: string;
  readonly formula: AnyFormula;
  readonly params: FormulaParams;
  readonly intervalMs: number;
  readonly withPast: boolean;
}

/** The running formulas of one instrument and the inputs they are fed, which are used again and again. */
export class InstrumentFeatures {
  /** The formulas that read several kinds of data. */
  readonly steps: MarketSteps;
  readonly #instrument: Instrument;
  readonly #parts: FeatureParts;
  readonly #begun: BegunMinutes;
  readonly #tradeName: string;
  readonly #quoteName: string;
  readonly #quotes: FeatureRun<'quote'>[] = [];
  readonly #books: FeatureRun<'book'>[] = [];
  readonly #trades: FeatureRun<'trade'>[] = [];
  readonly #tapes: TapeSteps;
  readonly #intervals = new Map<number, BarRuns>();
  #bookLevels = 0;
  #isInGap = false;

  readonly #quote: Reused<Quote> = { time: 0 as UnixMs, bid: 0, bidSize: 0, ask: 0, askSize: 0 };
  readonly #slice: Reused<BookSlice> & { readonly bids: number[]; readonly asks: number[] } = {
    time: 0,
    bids: [],
    asks: [],
  };
  readonly #trade: Reused<TradeTick> = { time: 0, price: 0, sizeBase: 0, side: 'buy' };
  readonly #price: Reused<PricePoint> = { time: 0, value: 0 };

  constructor(instrument: Instrument, parts: FeatureParts, reminders: Reminders) {
    this.#instrument = instrument;
    this.#parts = parts;
    this.#tradeName = `${instrument.id} trade`;
    this.#quoteName = `${instrument.id} quote`;
    this.#tapes = new TapeSteps(instrument);
    this.#begun = (intervalMs) => parts.begun(instrument.id, intervalMs);
    this.steps = new MarketSteps(instrument.id, parts.peers, reminders, this.#begun);
  }

  /**
   * A run of a formula that is fed as soon as it joins the others; bar and price formulas run on closed bars of
   * `intervalMs`. One that is told of the past first shares no work with those that begin with it.
   */
  prepare({ formula, intervalMs, name, params, withPast }: RunRequest): PreparedRun {
    if (formula.input === 'book' || formula.reads?.includes('book'))
      this.#bookLevels = Math.max(this.#bookLevels, formula.levels?.(params) ?? 1);
    switch (formula.input) {
      case 'quote':
        return listedIn(this.#quotes, this.#runOf(name, formula, params));
      case 'trade':
        return listedIn(this.#trades, this.#runOf(name, formula, params));
      case 'trade-quote':
        return listedIn(this.#tapes.runs, this.#runOf(name, formula, params));
      case 'book':
        return listedIn(this.#books, this.#runOf(name, formula, params));
      case 'step': {
        const others = withPast ? undefined : this.steps.companionsOn(intervalMs);
        const run = this.#runOf(name, formula, params, others);
        const tellPast = (bar: Bar, steps: BarSteps): void => {
          for (const step of steps.of(bar)) run.feed(step);
        };
        return { run, tellPast, join: () => this.steps.start(run, formula, intervalMs) };
      }
      case 'bar': {
        const run = this.#runOf(name, formula, params);
        const join = () => this.#barRuns(intervalMs).ofBars.push(run);
        return { run, tellPast: (bar) => run.feed(bar), join };
      }
      case 'price': {
        const run = this.#runOf(name, formula, params);
        const join = () => this.#barRuns(intervalMs).ofPrices.push(run);
        const tellPast = ({ close, intervalMs: length, openTime }: Bar): void =>
          run.feed({ time: openTime + length, value: close });
        return { run, tellPast, join };
      }
    }
  }

  #runOf<Kind extends InputKind>(
    name: string,
    formula: Extract<AnyFormula, { readonly input: Kind }>,
    params: FormulaParams,
    companions?: Companions,
  ): FeatureRun<Kind> {
    const { fitter, now, watch } = this.#parts;
    let others = companions;
    const begin = (hasValue: () => boolean) => {
      const joined = others;
      // One that starts again has missed what the others saw.
      others = undefined;
      // What is watched has to be what everybody else is given.
      if (watch !== undefined) {
        const run = formula.start(params, fitter, joined) as FormulaRun<Kind>;
        return watch.watched(formula, run);
      }
      return formula.begin(params, { fitter, companions: joined, hasValue }) as FormulaRun<Kind>;
    };
    return new FeatureRun(name, begin, now);
  }

  stop(run: SharedRun): void {
    for (const runs of [this.#quotes, this.#books, this.#trades, this.#tapes.runs]) remove(runs, run);
    for (const [intervalMs, { ofBars, ofPrices }] of this.#intervals) {
      remove(ofBars, run);
      remove(ofPrices, run);
      if (ofBars.length + ofPrices.length === 0) this.#intervals.delete(intervalMs);
    }
    this.steps.stop(run);
    if (this.#books.length === 0 && !this.steps.reads('book')) this.#bookLevels = 0;
  }

  /** Feeds what the event changed to whoever asked for it. Bars ended before the event: they were fed before. */
  onChange(change: MarketChange, event: MarketEvent): void {
    if (event.kind === 'trade' && !this.#admitsTrade(event)) return;
    if (event.kind === 'trade' && (this.#trades.length > 0 || this.steps.reads('trade')))
      this.#feedTrade(event);
    if ((change.market.feed === 'gap') !== this.#isInGap) this.#crossGap();
    const { book } = change.market;
    if (isTwoSided(book) && this.#admitsTouch(book)) this.#onTwoSidedBook(change, event);
  }

  #onTwoSidedBook({ bookChanged, market: { book }, quoteChanged }: MarketChange, event: MarketEvent): void {
    // In a gap the book is of another time than the trade.
    if (event.kind === 'trade' && !this.#isInGap) this.#tapes.feedTrade(book, event);
    if (bookChanged && this.#bookLevels > 0) this.#feedBook(book, event.time);
    if (!quoteChanged) return;
    if (this.#quotes.length > 0 || this.steps.reads('quote')) this.#feedQuote(book, event.time);
    this.#tapes.feedQuote(book, event.time);
  }

  onClosedBar(minute: Bar): void {
    this.steps.onClosedBar(minute);
    for (const { bars, ofBars, ofPrices } of this.#intervals.values()) {
      const bar = bars.add(minute);
      if (bar === undefined) continue;
      feedAll(ofBars, bar);
      this.#price.time = bar.openTime + bar.intervalMs;
      this.#price.value = bar.close;
      feedAll(ofPrices, this.#price);
    }
  }

  /** Nobody saw how the book came from one edge of a gap to the other, so what remembers it starts again. */
  #crossGap(): void {
    this.#isInGap = !this.#isInGap;
    if (!this.#isInGap) return;
    for (const run of this.#quotes) run.restart();
    for (const run of this.#books) run.restart();
    for (const run of this.#tapes.runs) run.restart();
    this.steps.onGap();
  }

  #admitsTouch({ bestAskLots, bestBidLots }: OrderBook): boolean {
    const { door } = this.#parts;
    return door.admitsSize(this.#quoteName, bestBidLots) && door.admitsSize(this.#quoteName, bestAskLots);
  }

  #admitsTrade({ lots, ticks }: TradePrint): boolean {
    const { door } = this.#parts;
    return door.admitsPrice(this.#tradeName, ticks) && door.admitsSize(this.#tradeName, lots);
  }

  #feedTrade(event: TradePrint): void {
    this.#trade.time = event.time;
    this.#trade.price = event.ticks * this.#instrument.tickValue;
    this.#trade.sizeBase = event.lots * this.#instrument.lotValue;
    this.#trade.side = event.aggressor;
    feedAll(this.#trades, this.#trade);
    this.steps.feedTrade(this.#trade);
  }

  #feedBook(book: OrderBook, time: UnixMs): void {
    this.#slice.time = time;
    book.copyLevels('bid', this.#bookLevels, this.#slice.bids);
    book.copyLevels('ask', this.#bookLevels, this.#slice.asks);
    this.#inUnits(this.#slice.bids);
    this.#inUnits(this.#slice.asks);
    feedAll(this.#books, this.#slice);
    this.steps.feedBook(this.#slice);
  }

  #feedQuote(book: OrderBook, time: UnixMs): void {
    const { tickValue, lotValue } = this.#instrument;
    this.#quote.time = time;
    this.#quote.bid = book.bestBid * tickValue;
    this.#quote.bidSize = book.bestBidLots * lotValue;
    this.#quote.ask = book.bestAsk * tickValue;
    this.#quote.askSize = book.bestAskLots * lotValue;
    feedAll(this.#quotes, this.#quote);
    this.steps.feedQuote(this.#quote);
  }

  /** Ticks, lots, … to price, size, … in place. */
  #inUnits(levels: number[]): void {
    const { tickValue, lotValue } = this.#instrument;
    for (let i = 0; i + 1 < levels.length; i += 2) {
      levels[i] = (levels[i] ?? 0) * tickValue;
      levels[i + 1] = (levels[i + 1] ?? 0) * lotValue;
    }
  }

  #barRuns(intervalMs: number): BarRuns {
    const known = this.#intervals.get(intervalMs);
    if (known !== undefined) return known;
    const started: BarRuns = {
      bars: new IntervalBars(intervalMs, this.#begun(intervalMs)),
      ofBars: [],
      ofPrices: [],
    };
    this.#intervals.set(intervalMs, started);
    return started;
  }
}

/** An empty or crossed book says nothing about prices. */
function isTwoSided(book: OrderBook): boolean {
  return book.bestBid > 0 && book.bestAsk > book.bestBid && book.bestAsk < Infinity;
}

const listedIn = <Run extends SharedRun>(runs: Run[], run: Run): PreparedRun => ({
  run,
  tellPast: undefined,
  join: () => runs.push(run),
});

function remove(runs: unknown[], run: SharedRun): void {
  const place = runs.indexOf(run);
  if (place >= 0) runs.splice(place, 1);
}
