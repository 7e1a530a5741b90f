import type { PastRead } from '../../contract/formula-commands.ts';
import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { MarketEvent, TradePrint } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { VoteGroup } from '../../domain/vote/vote-group.ts';
import { FeatureHub } from '../../features/feature-hub.ts';
import { seriesOfEvent } from '../../features/series-of-event.ts';
import { VoteDesk, type VoteDeskState } from '../../features/vote-desk.ts';
import type { OutsideSeriesName } from '../../formulas/outside-series.ts';
import { fitInline, type Fitter } from '../../formulas/refit.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { MarketChange } from '../../market/market-state.ts';
import type { FormulaMarket } from './formula-market.ts';
import { knownAt } from './bar-reader.ts';
import { OwnTeller } from './own-teller.ts';
import { type KnownNumber, type PastListener, PastReader, type PastRange } from './past-reader.ts';

/** Inputs of the past read before the time is looked at, and the most in one frame. */
const PAST_AT_ONCE = 8;
const MOST_A_FRAME = 4000;
/** Time a frame may take for the past. */
const CATCH_UP_MS = 4;
const MINUTE_MS = 60_000;
/** The formulas of this group vote at every closed minute. */
const VOTED_GROUP = 'medium';
const RATE_SCALE = 1e8;
const NO_BARS: readonly Bar[] = Object.freeze([]);

/** What formulas on display are asked to begin with. */
export interface DisplayHubParts {
  readonly market: FormulaMarket;
  readonly past: Omit<PastRange, 'markets' | 'numbers'>;
  /** Series of which numbers of a person's own are read; all when left out. */
  readonly series?: readonly string[] | undefined;
  /** Called after everything that was fed, with the market time of it in ms. */
  readonly onFed: (time: number) => void;
  /** Inputs of the past read before the time is looked at: fewer where many formulas read them. */
  readonly atOnce?: number;
  /** Whether what we ourselves did is read; nothing of it is fed otherwise. */
  readonly readsOwn: boolean;
  /** The instrument whose formulas vote, where the vote or what it counts is read. */
  readonly votesOf?: InstrumentId | undefined;
  /** Which of them vote; those that do at every closed minute when left out. */
  readonly votedGroup?: VoteGroup;
  /** What votes have learned before. */
  readonly learned?: VoteDeskState | undefined;
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
  /** Names of outside series, and kinds of rare input, that have come. */
  readonly told = new Set<string>();
  /** Market time of the last finished fit in ms. */
  lastFitTime: number | undefined;
  /** Minutes that were fed, by instrument. */
  readonly minutes = new Map<InstrumentId, number>();
  readonly #parts: DisplayHubParts;
  readonly #past: PastReader;
  #readsNumbers = false;
  readonly #touches = new Map<InstrumentId, Touch>();
  readonly #own: OwnTeller | undefined;
  readonly #votes: VoteDesk | undefined;
  #isLive = false;
  #barsRead = 0;
  #time = 0;

  constructor(parts: DisplayHubParts) {
    const { market } = parts;
    const markets = market.markets();
    this.#parts = parts;
    this.#past = this.#openPast();
    const instruments = markets.map(({ instrument }) => instrument);
    this.hub = new FeatureHub(instruments, {
      fitter: this.#timed(market.fitter ?? fitInline),
      account: market.own?.account,
    });
    const ids = instruments.map(({ id }) => id);
    if (parts.readsOwn && market.own) this.#own = new OwnTeller(this.hub, market.own, ids);
    if (parts.votesOf !== undefined) {
      // The screen counts by the rules the session trades by: behind real orders nobody votes without a record.
      this.#votes = new VoteDesk(this.hub, instruments, market.votes && { settings: market.votes.settings });
      if (parts.learned) this.#votes.restore(parts.learned);
      this.#votes.request(parts.votesOf, parts.votedGroup ?? VOTED_GROUP);
    }
  }

  #openPast(): PastReader {
    const { market, past, series } = this.#parts;
    const reader = market.numbers?.past(series);
    this.#readsNumbers = reader !== undefined && reader.nextTime < Infinity;
    const until = () => (this.#awaitsPast ? -Infinity : this.#marketTime);
    return new PastReader({ ...past, markets: market.markets(), numbers: reader && { reader, until } });
  }

  /** Whether the past has been read and the formulas follow what happens. */
  get isLive(): boolean {
    return this.#isLive;
  }

  /** The votes of the display; undefined where nobody asked for one. */
  get votes(): VoteDesk | undefined {
    return this.#votes;
  }

  /** Bars of the past that wait to be read. */
  get waiting(): number {
    return this.#past.bars.reduce((sum, { waiting }) => sum + waiting, 0);
  }

  /** Bars of the past that were read, and those there are with the ones that came meanwhile. */
  get pastRead(): PastRead {
    return { bars: this.#barsRead, of: this.#barsRead + this.waiting };
  }

  /** Reads some of the past for a few milliseconds, and minutes that ended without an event. */
  catchUp(): void {
    if (!this.#readPast()) return;
    const becomesLive = !this.#isLive;
    if (becomesLive) this.#goLive();
    const kinds = this.#own?.tell(this.#time) ?? [];
    for (const kind of kinds) this.told.add(kind);
    if (becomesLive || kinds.length > 0) this.#fed(this.#time);
  }

  /** Answers whether nothing waits any more. */
  #readPast(): boolean {
    const { atOnce = PAST_AT_ONCE, market } = this.#parts;
    const { monotonicMs = () => 0 } = market;
    const begunAt = monotonicMs();
    for (let read = 0; read < MOST_A_FRAME; read += atOnce) {
      if (market.isFitting?.() === true) return false;
      if (this.#past.read(atOnce, this)) return !this.#awaitsPast;
      if (monotonicMs() - begunAt > CATCH_UP_MS) return false;
    }
    return false;
  }

  /**
   * Numbers of the past go between its bars, so whoever reads some waits until the market's past is there as a whole:
   * bars of last year may still come.
   */
  get #awaitsPast(): boolean {
    return this.#readsNumbers && this.#parts.market.hasBegun?.() === false;
  }

  /** Call it for every event of the session, after the kernel took it. */
  onEvent(event: MarketEvent, market: InstrumentMarket): void {
    if (!this.#isLive) return;
    while (!this.#past.read(PAST_AT_ONCE, this));
    this.#noteTold(event, market);
    const change = this.#changeOf(event, market);
    this.hub.onChange(change, event);
    this.#votes?.onChange(change, event);
    this.#settle(event.time);
    this.#fed(event.time);
  }

  onBar(market: InstrumentMarket, bar: Bar): void {
    const { id } = market.instrument;
    if (!this.#isLive) this.#barsRead += 1;
    this.hub.onClosedBar(id, bar);
    if (bar.intervalMs === MINUTE_MS) {
      this.minutes.set(id, (this.minutes.get(id) ?? 0) + 1);
      this.#votes?.onClosedBar(id, bar);
      this.#settle(knownAt(bar));
    }
    this.#fed(knownAt(bar));
  }

  onTrade(trade: TradePrint): void {
    const market = this.#parts.market.markets().find(({ instrument }) => instrument.id === trade.instrument);
    if (market === undefined) return;
    this.hub.onChange({ market, bookChanged: false, quoteChanged: false, closedBars: NO_BARS }, trade);
    this.#fed(trade.time);
  }

  onNumber({ instrument, name, time, value }: KnownNumber): void {
    this.told.add(name);
    this.hub.onSeries(instrument, { name, time, value });
    this.#fed(time);
  }

  #settle(time: number): void {
    const made = this.#votes?.settle(time) ?? [];
    if (made.length > 0) for (const kind of ['opinions', 'vote']) this.told.add(kind);
  }

  #fed(time: number): void {
    if (time > this.#time) this.#time = time;
    this.#parts.onFed(this.#time);
  }

  /** How things stand now is told after the past, as the last that was known. */
  #goLive(): void {
    this.#isLive = true;
    this.#time = Math.max(this.#time, this.#marketTime);
    this.#past.leaveTrades();
    this.#past.leaveNumbers();
    for (const market of this.#parts.market.markets()) this.#tellState(market);
    for (const told of this.#parts.market.outsideNumbers()) this.onNumber(told);
  }

  /** As of the last event of any instrument, in ms. */
  get #marketTime(): number {
    return Math.max(...this.#parts.market.markets().map(({ lastEventTime }) => lastEventTime));
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

  #noteTold(event: MarketEvent, { instrument }: InstrumentMarket): void {
    for (const [name] of seriesOfEvent(event, instrument) ?? []) this.told.add(name);
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
