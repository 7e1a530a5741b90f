import type { BarSpec, FlowWatch } from '../../contract/flow.ts';
import type { TheoriesUpdate } from '../../contract/theory-commands.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { MarketEvent, OutsideNumber } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { THEORY_SERIES } from '../../features/theory-desk.ts';
import type { BarPyramid } from '../../market/bars/bar-pyramid.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { NumberedSeries } from '../flow/bar-book.ts';
import type { FlowSource } from '../flow/flow-source.ts';
import type { SessionFlow } from '../flow/session-flow.ts';
import type { StartTheoryThread, TheoryThread } from './theory-thread.ts';

/** Bars of before the watch that theories are told: some seconds of work for their thread. */
const MOST_HISTORY = 4000;
/** Bars told at once, so that a window sees how far they are. */
const MOST_AT_ONCE = 400;
/** Frames without older bars before theories begin anew with those that came. */
const CALM_FRAMES = 20;

type TheoriesWatch = Extract<FlowWatch, { kind: 'theories' }>;

/**
 * Tells a thread of theories the closed bars of an instrument and the windows what it answers. They begin with
 * what is kept of the past; when older bars come from the archive later, they begin anew, as nothing that was
 * said may be revised.
 */
export class TheorySource implements FlowSource {
  readonly seesAll = true;
  readonly #watch: TheoriesWatch;
  readonly #flow: SessionFlow;
  readonly #start: StartTheoryThread;
  readonly #spec: BarSpec;
  #thread: TheoryThread | undefined;
  #endWatch: (() => void) | undefined;
  #generation = -1;
  #first = 0;
  #next = 0;
  #isAnswering = false;
  #calm = 0;
  #oldest = Infinity;
  #series: OutsideNumber[] = [];
  #states: TheoriesUpdate['states'] = [];
  #asOfMs: number | null = null;
  #toldUntilMs: number | null = null;
  #failure: string | null = null;
  #hasNews = true;

  constructor(watch: TheoriesWatch, flow: SessionFlow, start: StartTheoryThread) {
    this.#watch = watch;
    this.#flow = flow;
    this.#start = start;
    this.#spec = { kind: 'time', intervalMs: watch.intervalMs };
  }

  onEvent(event: MarketEvent): void {
    if (event.kind === 'outside-number' && THEORY_SERIES.includes(event.name)) this.#series.push(event);
  }

  takeUpdate(): TheoriesUpdate | undefined {
    const market = this.#flow.markets().find(({ instrument }) => instrument.id === this.#watch.instrument);
    if (market === undefined) return undefined;
    const book = this.#flow.barsOf(market);
    this.#endWatch ??= book.watch(this.#spec);
    const numbered = book.seriesOf(this.#spec);
    if (this.#failure === null) this.#follow(numbered, market);
    if (!this.#hasNews) return undefined;
    this.#hasNews = false;
    const waiting = numbered.series.bars.total - this.#next;
    return { states: this.#states, asOfMs: this.#asOfMs, waiting, failure: this.#failure };
  }

  close(): void {
    this.#thread?.stop();
    this.#endWatch?.();
  }

  #follow({ generation, series }: NumberedSeries, market: InstrumentMarket): void {
    const { bars } = series;
    const isOther = generation !== this.#generation;
    if (isOther || this.#hasOlder(series)) this.#begin(generation, bars, market);
    const hasMore = this.#next < bars.total || this.#series.length > 0 || this.#states.length === 0;
    if (!this.#isAnswering && hasMore) this.#tell(bars);
  }

  /** Whether bars of before the first one told have come, fewer were told than may be, and no more are coming now. */
  #hasOlder({ bars, hasPastWaiting }: NumberedSeries['series']): boolean {
    this.#calm = bars.first < this.#oldest || hasPastWaiting ? 0 : this.#calm + 1;
    this.#oldest = bars.first;
    const hasRoom = this.#next - this.#first < MOST_HISTORY;
    return bars.first < this.#first && hasRoom && this.#calm >= CALM_FRAMES;
  }

  #begin(generation: number, bars: BarPyramid, { instrument }: InstrumentMarket): void {
    this.#thread?.stop();
    this.#generation = generation;
    this.#first = Math.max(bars.first, bars.total - MOST_HISTORY);
    this.#next = this.#first;
    this.#isAnswering = false;
    this.#series = [...this.#flow.outsideNumbers()].filter(({ name }) => THEORY_SERIES.includes(name));
    const { intervalMs, preset } = this.#watch;
    const data = { intervalMs, preset, coin: instrument.base, quote: instrument.quote };
    this.#thread = this.#start(data, {
      onStates: ({ states }) => {
        this.#isAnswering = false;
        this.#states = states;
        this.#asOfMs = this.#toldUntilMs;
        this.#hasNews = true;
      },
      onFailure: (detail) => {
        this.#failure = detail;
        this.#hasNews = true;
      },
    });
  }

  #tell(pyramid: BarPyramid): void {
    const bars: Bar[] = [];
    const end = Math.min(pyramid.total, this.#next + MOST_AT_ONCE);
    for (let place = this.#next; place < end; place += 1) {
      const bar = barAt(pyramid, place, this.#watch.intervalMs);
      if (bar !== undefined) bars.push(bar);
    }
    const series = this.#series.map(({ name, time, value }) => ({ name, time, value }));
    this.#thread?.tell({ series, bars });
    this.#series = [];
    this.#next = end;
    this.#isAnswering = true;
    const last = bars.at(-1);
    if (last !== undefined) this.#toldUntilMs = last.openTime + last.intervalMs;
  }
}

function barAt(pyramid: BarPyramid, place: number, intervalMs: number): Bar | undefined {
  const bar = pyramid.at(place);
  if (bar === undefined) return undefined;
  const { buyBase, close, high, knownBase, low, open, openTime, tradeCount, volumeBase } = bar;
  return {
    openTime: openTime as UnixMs,
    intervalMs,
    open,
    high,
    low,
    close,
    volumeBase,
    buyVolumeBase: buyBase,
    // Where the sides of part of the volume are not known, as good as none is.
    tradeCount: knownBase < volumeBase ? 0 : tradeCount,
  };
}
