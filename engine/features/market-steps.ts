import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { Quote } from '../domain/market/quote.ts';
import type { AnyFormula, BookSlice, MarketStep, StepKind, TradeTick } from '../formulas/formula.ts';
import type { ClosedTrade, HeldPosition } from '../formulas/step-contents.ts';
import type { FeatureRun, SharedRun } from './feature-run.ts';
import { IntervalBars } from './interval-bars.ts';
import { leaderOf } from './leader-of.ts';
import type { PeerBarCollector } from './peer-bar-collector.ts';

interface Reader {
  readonly run: FeatureRun<'step'>;
  readonly reads: ReadonlySet<StepKind>;
  readonly series: readonly string[];
  readonly keepsOverGaps: boolean;
  readonly bars: IntervalBars;
  readonly stopListening: () => void;
}

/**
 * The running formulas of one instrument that read several kinds of data. Each is fed what it reads and
 * nothing else, in the order in which it happened: the bars that an event ended go before the event, the
 * bars of all symbols when the last of them has closed.
 */
export class MarketSteps {
  readonly #instrument: InstrumentId;
  readonly #peers: PeerBarCollector;
  readonly #readers: Reader[] = [];

  constructor(instrument: InstrumentId, peers: PeerBarCollector) {
    this.#instrument = instrument;
    this.#peers = peers;
  }

  /** Whether a running formula reads this kind of data. */
  reads(kind: StepKind): boolean {
    for (let i = 0; i < this.#readers.length; i += 1) if (this.#readers[i]?.reads.has(kind)) return true;
    return false;
  }

  start(
    run: FeatureRun<'step'>,
    formula: Pick<AnyFormula, 'keepsOverGaps' | 'reads' | 'series'>,
    intervalMs: number,
  ): SharedRun {
    const reads = new Set(formula.reads);
    this.#readers.push({
      run,
      reads,
      series: formula.series ?? [],
      keepsOverGaps: formula.keepsOverGaps === true,
      bars: new IntervalBars(intervalMs),
      stopListening: reads.has('peers') ? this.#listenToPeers(run, intervalMs) : () => undefined,
    });
    return run;
  }

  stop(run: SharedRun): void {
    const place = this.#readers.findIndex((reader) => reader.run === run);
    if (place < 0) return;
    this.#readers[place]?.stopListening();
    this.#readers.splice(place, 1);
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
    for (const { keepsOverGaps, reads, run } of this.#readers)
      if (!keepsOverGaps && (reads.has('book') || reads.has('quote'))) run.restart();
  }

  feedTrade(trade: TradeTick): void {
    this.#feed({ kind: 'trade', time: trade.time, trade });
  }

  feedBook(book: BookSlice): void {
    this.#feed({ kind: 'book', time: book.time, book });
  }

  feedQuote(quote: Quote): void {
    this.#feed({ kind: 'quote', time: quote.time, quote });
  }

  feedClosedTrade(trade: ClosedTrade): void {
    this.#feed({ kind: 'closed-trade', time: trade.closedAt, trade });
  }

  feedPosition(time: number, position: HeldPosition): void {
    this.#feed({ kind: 'position', time, position });
  }

  feedSeries(name: string, time: number, value: number): void {
    for (const { run, series } of this.#readers)
      if (series.includes(name)) run.feed({ kind: 'series', time, name, value });
  }

  #feed(step: MarketStep): void {
    for (let i = 0; i < this.#readers.length; i += 1) {
      const reader = this.#readers[i];
      if (reader?.reads.has(step.kind)) reader.run.feed(step);
    }
  }

  #listenToPeers(run: FeatureRun<'step'>, intervalMs: number): () => void {
    const { instruments } = this.#peers;
    const own = instruments.findIndex(({ id }) => id === this.#instrument);
    const order = [own, ...[...instruments.keys()].filter((place) => place !== own)];
    const followed = order.flatMap((place) => instruments[place] ?? []);
    const symbols = followed.map(({ symbol }) => symbol);
    const leader = leaderOf(followed);
    return this.#peers.listen(intervalMs, (listed) => {
      const bars = order.map((place) => listed[place]);
      const [bar] = bars;
      if (bar === undefined) return;
      run.feed({ kind: 'peers', time: bar.openTime + bar.intervalMs, peers: { symbols, bars, leader } });
    });
  }
}
