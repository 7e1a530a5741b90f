import type { FeedMessage, ViewChange } from '../../contract/feed.ts';
import type { PrintView } from '../../contract/views.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import type { FeatureHandle } from '../../features/feature-handle.ts';
import { FeatureHub } from '../../features/feature-hub.ts';
import { MarketState } from '../../market/market-state.ts';
import { marketView, printView } from '../../runtime/views/market-view.ts';
import {
  type BinanceMarket,
  type DiffFrame,
  readFrame,
  type SnapshotFrame,
} from '../../venues/wire/binance/binance-frame.ts';
import { DepthSequence } from '../../venues/wire/binance/depth-sequence.ts';
import { frameStepsOf } from '../../venues/wire/live-frame.ts';

/** A frame as a socket hands it over, and when it came. */
export interface RawFrame {
  readonly time: UnixMs;
  readonly text: string;
}

/** What is measured of every frame before it is published. */
const MEASURES = [
  'event-order-flow-imbalance',
  'order-flow-imbalance',
  'multi-level-order-flow-imbalance',
  'running-volume-delta',
  'microprice',
] as const;
/** Levels a side that a window shows. */
const SHOWN_LEVELS = 25;

/** What frames held, counted as they were taken in. */
export interface FlowCounts {
  frames: number;
  levelChanges: number;
  trades: number;
  /** The venue's own best prices: read and checked, and used for nothing, because the book has them. */
  quotes: number;
  published: number;
  malformed: number;
}

/**
 * The way of one raw frame to a window: read and checked, put in sequence, taken into book and tape,
 * measured, and told as a change of the view. Every frame that changed something is told at once, which a
 * window would be at most once a drawn frame.
 */
export class FlowPath {
  readonly counts: FlowCounts = {
    frames: 0,
    levelChanges: 0,
    trades: 0,
    quotes: 0,
    published: 0,
    malformed: 0,
  };
  readonly handles: readonly FeatureHandle[];
  readonly #instrument: Instrument;
  readonly #kind: BinanceMarket;
  readonly #steps: ReturnType<typeof frameStepsOf>;
  readonly #market: MarketState;
  readonly #hub: FeatureHub;
  readonly #publish: (message: FeedMessage) => void;
  readonly #sequence: DepthSequence;
  #time: UnixMs = unixMs(0);
  #changed = false;
  #prints: PrintView[] = [];

  constructor(instrument: Instrument, kind: BinanceMarket, publish: (message: FeedMessage) => void) {
    this.#instrument = instrument;
    this.#kind = kind;
    this.#publish = publish;
    this.#steps = frameStepsOf(instrument);
    this.#market = new MarketState([instrument]);
    this.#hub = new FeatureHub([instrument]);
    this.handles = MEASURES.map((formula) => this.#hub.request(instrument.id, { formula }));
    this.#sequence = new DepthSequence(kind, {
      snapshot: (frame) => this.#takeBook('book-snapshot', frame, frame.lastUpdateId),
      delta: (frame) => this.#takeBook('book-delta', frame, frame.finalId),
      gap: (detail) =>
        this.#take({ kind: 'feed-status', ...this.#observed(this.#time), status: 'gap', detail }),
      repeated: () => undefined,
    });
  }

  take({ text, time }: RawFrame): void {
    this.counts.frames += 1;
    this.#time = time;
    const frame = readFrame(text, this.#kind, this.#steps);
    if (frame.kind === 'diff') this.#sequence.takeDiff(frame);
    else if (frame.kind === 'snapshot') this.#sequence.takeSnapshot(frame);
    else if (frame.kind === 'ticker') this.counts.quotes += 1;
    else if (frame.kind === 'malformed') this.counts.malformed += 1;
    else if (frame.kind === 'trade') {
      this.counts.trades += 1;
      this.#take({
        ...this.#observed(frame.venueTime),
        kind: 'trade',
        ticks: ticks(frame.ticks),
        lots: lots(frame.lots),
        aggressor: frame.aggressor,
        tradeId: frame.tradeId,
      });
    }
    if (this.#changed) this.#tell();
  }

  #takeBook(kind: 'book-snapshot' | 'book-delta', frame: SnapshotFrame | DiffFrame, updateId: number): void {
    const { asks, bids, venueTime } = frame;
    this.counts.levelChanges += (asks.length + bids.length) / 2;
    this.#take({ kind, ...this.#observed(venueTime ?? this.#time), bids, asks, updateId });
  }

  #take(event: MarketEvent): void {
    this.#hub.onChange(this.#market.apply(event), event);
    if (event.kind === 'trade') this.#prints.push(printView(this.#instrument, event));
    this.#changed = true;
  }

  #tell(): void {
    const market = this.#market.of(this.#instrument.id);
    if (market === undefined) throw new Error(`${this.#instrument.id} must be followed, was not`);
    const changes: ViewChange[] = [{ kind: 'market', market: marketView(market, this.#time, SHOWN_LEVELS) }];
    if (this.#prints.length > 0)
      changes.push({ kind: 'prints', instrument: this.#instrument.id, prints: this.#prints });
    this.#publish({ type: 'changes', number: this.counts.published, changes });
    this.counts.published += 1;
    this.#prints = [];
    this.#changed = false;
  }

  #observed(venueTime: number) {
    return { instrument: this.#instrument.id, time: this.#time, venueTime: unixMs(venueTime) };
  }
}
