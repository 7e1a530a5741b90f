import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { Quote } from '../domain/market/quote.ts';
import { Companions } from '../formulas/companions.ts';
import type { AnyFormula, BookSlice, MarketStep, StepKind, TradeTick } from '../formulas/formula.ts';
import type { OutsideSeriesName } from '../formulas/outside-series.ts';
import type {
  ClosedTrade,
  HeldPosition,
  Holdings,
  OwnFill,
  ParentOrder,
  PeerQuote,
  PeerTrade,
  StrategyReturns,
} from '../formulas/step-contents.ts';
import { BarReaders, type BegunMinutes } from './bar-readers.ts';
import { type FeatureRun, feedAll, type SharedRun } from './feature-run.ts';
import type { PeerBarCollector } from './peer-bar-collector.ts';
import { peerOrderOf } from './peer-order.ts';
import { SummedReturns } from './summed-returns.ts';

interface Reader {
  readonly run: FeatureRun<'step'>;
  readonly reads: ReadonlySet<StepKind>;
  readonly series: readonly string[];
  readonly keepsOverGaps: boolean;
  readonly returns: SummedReturns;
  readonly stopListening: () => void;
}

/** Who is fed the bars of all symbols of one length. */
interface PeerListening {
  runs: readonly FeatureRun<'step'>[];
  readonly stop: () => void;
}

const NOBODY: readonly Reader[] = [];

/** What was so before a formula started, in the order in which it happened. */
export type Reminders = () => readonly MarketStep[];

/**
 * The running formulas of one instrument that read several kinds of data. Each is fed what it reads and
 * nothing else, in the order in which it happened: the bars that an event ended go before the event, the
 * bars of all symbols when the last of them has closed. One that starts, or starts again, is first told how
 * things stand: our last closed trades, what we hold and the last number of each series.
 */
export class MarketSteps {
  readonly instrument: InstrumentId;
  readonly #peers: PeerBarCollector;
  readonly #reminders: Reminders;
  readonly #readers: Reader[] = [];
  /** Who reads what, in the order in which they started: most steps concern a few of hundreds. */
  readonly #byKind = new Map<StepKind, Reader[]>();
  readonly #onBars: BarReaders;
  readonly #onPeers = new Map<number, PeerListening>();
  readonly #bySeries = new Map<string, FeatureRun<'step'>[]>();
  /** Bars and books so far. */
  readonly #inputs = { count: 0 };
  readonly #companions = new Map<number, Companions>();

  constructor(
    instrument: InstrumentId,
    peers: PeerBarCollector,
    reminders: Reminders = () => [],
    begun?: BegunMinutes,
  ) {
    this.instrument = instrument;
    this.#onBars = new BarReaders(begun);
    this.#peers = peers;
    this.#reminders = reminders;
  }

  /** Whether a running formula reads this kind of data. */
  reads(kind: StepKind): boolean {
    return this.#byKind.has(kind);
  }

  /** The runs on bars of this length that begin with the next bar or book. */
  companionsOn(intervalMs: number): Companions {
    const known = this.#companions.get(intervalMs);
    if (known?.isOpen) return known;
    const begun = new Companions(this.#inputs);
    this.#companions.set(intervalMs, begun);
    return begun;
  }

  start(
    run: FeatureRun<'step'>,
    formula: Pick<AnyFormula, 'keepsOverGaps' | 'reads' | 'series'>,
    intervalMs: number,
  ): SharedRun {
    const reads = new Set(formula.reads);
    const reader: Reader = {
      run,
      reads,
      series: formula.series ?? [],
      keepsOverGaps: formula.keepsOverGaps === true,
      returns: new SummedReturns(intervalMs),
      stopListening: reads.has('peers') ? this.#listenToPeers(run, intervalMs) : () => undefined,
    };
    this.#readers.push(reader);
    if (reads.has('bar')) this.#onBars.add(run, intervalMs);
    this.#index();
    this.#remind(reader);
    return run;
  }

  stop(run: SharedRun): void {
    const place = this.#readers.findIndex((reader) => reader.run === run);
    const reader = this.#readers[place];
    if (reader === undefined) return;
    reader.stopListening();
    this.#readers.splice(place, 1);
    this.#onBars.remove(reader.run);
    this.#index();
  }

  onClosedBar(minute: Bar): void {
    this.#inputs.count += 1;
    this.#onBars.onClosedBar(minute);
  }

  /** What remembers the book and cannot tell how old it is starts again; see the gaps of quotes and books. */
  onGap(): void {
    for (const reader of this.#readers) {
      const { keepsOverGaps, reads, run } = reader;
      if (keepsOverGaps || !(reads.has('book') || reads.has('quote'))) continue;
      run.restart();
      this.#remind(reader);
    }
  }

  feedTrade(trade: TradeTick): void {
    if (this.reads('trade')) this.#feed({ kind: 'trade', time: trade.time, trade });
  }

  feedBook(book: BookSlice): void {
    this.#inputs.count += 1;
    if (this.reads('book')) this.#feed({ kind: 'book', time: book.time, book });
  }

  feedQuote(quote: Quote): void {
    if (this.reads('quote')) this.#feed({ kind: 'quote', time: quote.time, quote });
  }

  feedPeerTrade(time: number, trade: PeerTrade): void {
    this.#feed({ kind: 'peer-trade', time, trade });
  }

  feedPeerQuote(time: number, quote: PeerQuote): void {
    this.#feed({ kind: 'peer-quote', time, quote });
  }

  feedClosedTrade(trade: ClosedTrade): void {
    this.#feed({ kind: 'closed-trade', time: trade.closedAt, trade });
  }

  feedPosition(time: number, position: HeldPosition): void {
    this.#feed({ kind: 'position', time, position });
  }

  feedHoldings(time: number, holdings: Holdings): void {
    this.#feed({ kind: 'holdings', time, holdings });
  }

  feedOwnFill(time: number, fill: OwnFill): void {
    this.#feed({ kind: 'own-fill', time, fill });
  }

  feedParentOrder(time: number, order: ParentOrder): void {
    this.#feed({ kind: 'parent-order', time, order });
  }

  /** What strategies returned over the minute that ended at `time`. */
  feedStrategyReturns(time: number, minute: StrategyReturns): void {
    for (const { returns, run } of this.#readersOf('strategy-returns')) {
      for (const ended of returns.add(time, minute)) run.feed({ kind: 'strategy-returns', ...ended });
    }
  }

  feedSeries(name: OutsideSeriesName, time: number, value: number): void {
    const runs = this.#bySeries.get(name);
    if (runs === undefined) return;
    const step: MarketStep = { kind: 'series', time, name, value };
    for (let i = 0; i < runs.length; i += 1) runs[i]?.feed(step);
  }

  #feed(step: MarketStep): void {
    const readers = this.#readersOf(step.kind);
    for (let i = 0; i < readers.length; i += 1) readers[i]?.run.feed(step);
  }

  #remind({ reads, run, series }: Reader): void {
    for (const step of this.#reminders()) {
      if (reads.has(step.kind) && (step.kind !== 'series' || series.includes(step.name))) run.feed(step);
    }
  }

  #readersOf(kind: StepKind): readonly Reader[] {
    return this.#byKind.get(kind) ?? NOBODY;
  }

  /** Lists afresh, so that nobody who is being fed sees a list change. */
  #index(): void {
    this.#byKind.clear();
    this.#bySeries.clear();
    for (const reader of this.#readers) {
      for (const kind of reader.reads) listed(this.#byKind, kind).push(reader);
      if (reader.reads.has('series'))
        for (const name of reader.series) listed(this.#bySeries, name).push(reader.run);
    }
  }

  #listenToPeers(run: FeatureRun<'step'>, intervalMs: number): () => void {
    const listening = this.#onPeers.get(intervalMs) ?? this.#startListening(intervalMs);
    listening.runs = [...listening.runs, run];
    return () => {
      listening.runs = listening.runs.filter((each) => each !== run);
      if (listening.runs.length > 0) return;
      listening.stop();
      this.#onPeers.delete(intervalMs);
    };
  }

  #startListening(intervalMs: number): PeerListening {
    const { instruments, leader, places } = peerOrderOf(this.#peers.instruments, this.instrument);
    const symbols = instruments.map(({ symbol }) => symbol);
    const stop = this.#peers.listen(intervalMs, (listed) => {
      const bars = places.map((place) => listed[place]);
      const [bar] = bars;
      if (bar === undefined) return;
      const time = bar.openTime + bar.intervalMs;
      feedAll(started.runs, { kind: 'peers', time, peers: { symbols, bars, leader } });
    });
    const started: PeerListening = { runs: [], stop };
    this.#onPeers.set(intervalMs, started);
    return started;
  }
}

function listed<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const begun: Item[] = [];
  lists.set(key, begun);
  return begun;
}
