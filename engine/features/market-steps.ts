import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { Quote } from '../domain/market/quote.ts';
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
import type { FeatureRun, SharedRun } from './feature-run.ts';
import { IntervalBars } from './interval-bars.ts';
import type { PeerBarCollector } from './peer-bar-collector.ts';
import { peerOrderOf } from './peer-order.ts';
import { SummedReturns } from './summed-returns.ts';

interface Reader {
  readonly run: FeatureRun<'step'>;
  readonly reads: ReadonlySet<StepKind>;
  readonly series: readonly string[];
  readonly keepsOverGaps: boolean;
  readonly bars: IntervalBars;
  readonly returns: SummedReturns;
  readonly stopListening: () => void;
}

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
  readonly #readBy = new Map<StepKind, number>();

  constructor(instrument: InstrumentId, peers: PeerBarCollector, reminders: Reminders = () => []) {
    this.instrument = instrument;
    this.#peers = peers;
    this.#reminders = reminders;
  }

  /** Whether a running formula reads this kind of data. */
  reads(kind: StepKind): boolean {
    return this.#readBy.has(kind);
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
      bars: new IntervalBars(intervalMs),
      returns: new SummedReturns(intervalMs),
      stopListening: reads.has('peers') ? this.#listenToPeers(run, intervalMs) : () => undefined,
    };
    this.#readers.push(reader);
    this.#count(reads, 1);
    this.#remind(reader);
    return run;
  }

  stop(run: SharedRun): void {
    const place = this.#readers.findIndex((reader) => reader.run === run);
    const reader = this.#readers[place];
    if (reader === undefined) return;
    reader.stopListening();
    this.#readers.splice(place, 1);
    this.#count(reader.reads, -1);
  }

  onClosedBar(minute: Bar): void {
    for (const reader of this.#readers) {
      if (!reader.reads.has('bar')) continue;
      const bar = reader.bars.add(minute);
      if (bar !== undefined) reader.run.feed({ kind: 'bar', time: bar.openTime + bar.intervalMs, bar });
    }
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
    for (const { reads, returns, run } of this.#readers) {
      if (!reads.has('strategy-returns')) continue;
      for (const ended of returns.add(time, minute)) run.feed({ kind: 'strategy-returns', ...ended });
    }
  }

  feedSeries(name: OutsideSeriesName, time: number, value: number): void {
    if (!this.reads('series')) return;
    for (const { run, series } of this.#readers)
      if (series.includes(name)) run.feed({ kind: 'series', time, name, value });
  }

  #feed(step: MarketStep): void {
    for (let i = 0; i < this.#readers.length; i += 1) {
      const reader = this.#readers[i];
      if (reader?.reads.has(step.kind)) reader.run.feed(step);
    }
  }

  #remind({ reads, run, series }: Reader): void {
    for (const step of this.#reminders()) {
      if (reads.has(step.kind) && (step.kind !== 'series' || series.includes(step.name))) run.feed(step);
    }
  }

  #count(reads: ReadonlySet<StepKind>, by: 1 | -1): void {
    for (const kind of reads) {
      const count = (this.#readBy.get(kind) ?? 0) + by;
      if (count > 0) this.#readBy.set(kind, count);
      else this.#readBy.delete(kind);
    }
  }

  #listenToPeers(run: FeatureRun<'step'>, intervalMs: number): () => void {
    const { instruments, leader, places } = peerOrderOf(this.#peers.instruments, this.instrument);
    const symbols = instruments.map(({ symbol }) => symbol);
    return this.#peers.listen(intervalMs, (listed) => {
      const bars = places.map((place) => listed[place]);
      const [bar] = bars;
      if (bar === undefined) return;
      run.feed({ kind: 'peers', time: bar.openTime + bar.intervalMs, peers: { symbols, bars, leader } });
    });
  }
}
