import type { BarsUpdate, ChartBarsReply, ChartBarView } from '../../../engine/contract/chart-commands.ts';
import type { Answer, RequestOf } from '../../../engine/contract/commands.ts';
import type { BarSpec } from '../../../engine/contract/flow.ts';
import { type ChartView, followsMarket, type KnownPlaces } from '../../charts/chart-view.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { followFlow } from '../../engine-client/flow-updates.ts';
import { type LoadedBars, loadedFrom, withClosed } from './bar-columns.ts';
import { rangeOf } from './bar-range.ts';
import { covers, isFine, WideBars, type WideRange } from './wide-bars.ts';

const MOST_POINTS = 1000;
/** The margin below which more is fetched ahead. */
const LEAST_MARGIN = 0.08;
/** The host answers so often at most; zooming asks with every frame. */
const ASK_APART_MS = 25;
/** Points of several bars grow with the market; they are fetched anew this often at most. */
const REFRESH_MS = 500;

/** Bars that closed and places that bars were moved by, with an answer. */
const UNTOLD = { closed: 0, moved: 0 };

/** What the chart shows: bars, or why there are none. */
export type FeedState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly detail: string }
  | { readonly state: 'loaded'; readonly bars: LoadedBars };

interface FeedListener {
  /** Other bars are held now; not called for the forming bar alone. */
  readonly onBars: () => void;
  /** The same bars lie so many places further on; called before `onBars`. */
  readonly onRenumbered: (places: number) => void;
  /** So many bars closed since the last call. */
  readonly onClosed: (count: number) => void;
  /** The forming bar changed. */
  readonly onForming: () => void;
}

/**
 * Holds the bars around what is visible at the level of detail it needs, fetches ahead while the chart is
 * moved, and grows with the market.
 */
export class BarFeed {
  readonly #instrument: string;
  readonly #bars: BarSpec;
  #listener: FeedListener | undefined;
  #state: FeedState = { state: 'loading' };
  #known: KnownPlaces = { oldest: 0, total: 0 };
  #forming: ChartBarView | undefined;
  #wanted: ChartView | undefined;
  #isAsking = false;
  #isStale = false;
  #askedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #endWatch: (() => void) | undefined;
  readonly #wide = new WideBars((range) => this.#fetch(range));

  constructor(instrument: string, bars: BarSpec) {
    this.#instrument = instrument;
    this.#bars = bars;
  }

  get state(): FeedState {
    return this.#state;
  }

  /**
   * The bars a view is painted from: those for it, or coarser ones until they have come. Undefined while there
   * are none at all.
   */
  barsFor(view: ChartView): LoadedBars | undefined {
    if (this.#state.state !== 'loaded') return undefined;
    const { bars } = this.#state;
    const wide = this.#wide.bars;
    const isWideBetter =
      !covers(bars, view, this.#known) &&
      wide?.generation === bars.generation &&
      covers(wide, view, this.#known) &&
      isFine(wide, view.span);
    return isWideBetter ? wide : bars;
  }

  /** What was last asked to be shown: a chart that comes back from behind a tab goes on there. */
  get shown(): ChartView | undefined {
    return this.#wanted;
  }

  get known(): KnownPlaces {
    return this.#known;
  }

  /** The bar that is open, at place `known.total`. */
  get forming(): ChartBarView | undefined {
    return this.#forming;
  }

  start(listener: FeedListener): void {
    const watch = { kind: 'bars', instrument: this.#instrument, bars: this.#bars } as const;
    this.#listener = listener;
    this.#endWatch ??= followFlow<BarsUpdate>(watch, (update) => this.#take(update));
    this.reload();
  }

  stop(): void {
    this.#endWatch?.();
    this.#endWatch = undefined;
    this.#listener = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Fetches what is visible again: after a gap in the feed, or when the first try failed. */
  reload(): void {
    this.#isStale = true;
    this.#askSoon();
  }

  /** Sees to it that the view has its bars, now or soon. */
  show(view: ChartView): void {
    this.#wanted = view;
    if (this.#needs(view)) this.#askSoon();
    else if (this.#state.state === 'loaded') void this.#wide.lookAround(view, this.#known);
  }

  get #generation(): number | undefined {
    return this.#state.state === 'loaded' ? this.#state.bars.generation : undefined;
  }

  #needs(view: ChartView): boolean {
    if (this.#state.state !== 'loaded') return false;
    const { end, first, merged } = this.#state.bars;
    const { oldest, total } = this.#known;
    const visible = view.span / merged;
    // The free room beside the bars needs no points.
    const isDetailed = visible <= MOST_POINTS * 1.2 && (merged === 1 || visible >= MOST_POINTS / 4);
    const before = Math.max(oldest, view.from - view.span * LEAST_MARGIN);
    const after = Math.min(total, view.from + view.span * (1 + LEAST_MARGIN));
    // Less than a point more is fetched with the next refresh.
    return this.#isStale || !isDetailed || first > before || after - end >= merged;
  }

  #askSoon(): void {
    if (this.#isAsking || this.#timer !== undefined || this.#endWatch === undefined) return;
    const wait = Math.max(0, this.#askedAt + ASK_APART_MS - performance.now());
    if (wait === 0) void this.#ask();
    else
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        void this.#ask();
      }, wait);
  }

  async #ask(): Promise<void> {
    const view = this.#wanted;
    this.#isAsking = true;
    this.#isStale = false;
    this.#askedAt = performance.now();
    const answer = await this.#question({ ...rangeOf(view), most: MOST_POINTS });
    this.#isAsking = false;
    if (this.#endWatch === undefined) return;
    const { closed, moved } = answer.ok ? this.#hold(answer.reply) : UNTOLD;
    if (!answer.ok && this.#state.state !== 'loaded')
      this.#state = { state: 'failed', detail: answer.failure.detail };
    if (moved !== 0) this.#listener?.onRenumbered(moved);
    this.#listener?.onBars();
    if (closed > 0) this.#listener?.onClosed(closed);
    // The view has moved on meanwhile, or the market has.
    if (!answer.ok || this.#wanted === undefined) return;
    if (this.#needs(this.#wanted)) this.#askSoon();
    void this.#wide.lookAround(this.#wanted, this.#known);
  }

  #question(range: Omit<RequestOf<'chartBars'>, 'instrument' | 'bars'>): Promise<Answer<'chartBars'>> {
    return askEngine('chartBars', { instrument: this.#instrument, bars: this.#bars, ...range });
  }

  async #fetch(range: WideRange): Promise<LoadedBars | undefined> {
    const answer = await this.#question(range);
    return answer.ok ? loadedFrom(answer.reply) : undefined;
  }

  /** Answers with what the feed has not told of, and will not. */
  #hold(reply: ChartBarsReply): typeof UNTOLD {
    const { forming, generation, oldest, total } = reply;
    const before = { generation: this.#generation, total: this.#known.total };
    const isSame = before.generation === generation;
    // The answer may have been overtaken by news from the feed.
    const told = isSame ? before.total : 0;
    this.#known = { oldest, total: Math.max(total, told) };
    if (total >= told) this.#forming = forming ?? undefined;
    this.#state = { state: 'loaded', bars: loadedFrom(reply) };
    if (isSame) return { closed: this.#known.total - told, moved: 0 };
    return { closed: 0, moved: before.generation === undefined ? 0 : total - before.total };
  }

  #take(update: BarsUpdate): void {
    const { state } = this.#state;
    if (state !== 'loaded') return;
    const loaded = this.#state.bars;
    this.#forming = update.forming ?? undefined;
    if (update.generation !== loaded.generation) {
      this.#wanted = undefined;
      this.#wide.forget();
      this.reload();
      return;
    }
    const before = this.#known;
    const closed = update.total - before.total;
    this.#known = { oldest: update.oldest, total: update.total };
    if (update.oldest !== before.oldest) this.#reachBack();
    if (closed <= 0) {
      this.#listener?.onForming();
      return;
    }
    this.#grow(loaded, update, before);
    this.#listener?.onClosed(closed);
  }

  #grow(loaded: LoadedBars, update: BarsUpdate, before: KnownPlaces): void {
    const continues = loaded.merged === 1 && loaded.end === update.from && update.closed !== null;
    if (continues) {
      this.#state = { state: 'loaded', bars: withClosed(loaded, update.closed) };
      this.#listener?.onBars();
      return;
    }
    if (this.#wanted !== undefined && followsMarket(this.#wanted, before)) this.#refreshSoon();
  }

  // Older bars came: what was the oldest may be part of a longer point now, and moments lie elsewhere.
  #reachBack(): void {
    if (this.#wanted !== undefined && this.#needs(this.#wanted)) this.reload();
    else this.#refreshSoon();
  }

  #refreshSoon(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        this.reload();
      },
      Math.max(0, this.#askedAt + REFRESH_MS - performance.now()),
    );
  }
}
