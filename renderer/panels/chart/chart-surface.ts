import type { OrderView } from '../../../engine/contract/views.ts';
import {
  type ChartView,
  followsMarket,
  keptView,
  newestView,
  pannedView,
  zoomedView,
} from '../../charts/chart-view.ts';
import { boxOf } from '../../charts/element-box.ts';
import { createPaintTurn } from '../../charts/paint-turn.ts';
import { currentView } from '../../engine-client/engine-view.ts';
import type { BarFeed } from './bar-feed.ts';
import { frameOf } from './chart-frame.ts';
import { type ChartScene, fittedScale } from './chart-scene.ts';
import type { Drawing } from './drawings/drawing.ts';
import type { Spot } from './drawings/drawing-shape.ts';
import { paintBase } from './paint/paint-base.ts';
import { fitsScale, paintLive } from './paint/paint-live.ts';
import type { LiveScene } from './paint/live-scene.ts';
import { type TimedBars, timeOfPlace } from './place-of-time.ts';

/** What the panel knows beside the bars. */
export type SurfaceInputs = Pick<
  ChartScene,
  'style' | 'indicators' | 'vwaps' | 'bigTrades' | 'colors' | 'formatPrice'
> &
  Pick<LiveScene, 'texts' | 'fills' | 'drawings' | 'draft' | 'selected' | 'orderText'> & {
    readonly resolved: ReadonlyMap<number, number>;
    readonly ordersOf: () => readonly OrderView[];
    readonly lastPriceOf: () => number | null;
    readonly linkedPoint: () => LiveScene['linked'];
  };

interface SurfaceParts {
  readonly feed: BarFeed;
  readonly base: HTMLCanvasElement;
  readonly layer: HTMLCanvasElement;
  readonly inputs: () => SurfaceInputs;
  /** Told what is on screen after every picture of the bars, and whether a person moved it there. */
  readonly onShown: (shown: ShownRange, isMoved: boolean) => void;
}

/** The moments at the left and at the right edge, Unix ms. */
interface ShownRange {
  readonly fromMs: number;
  readonly toMs: number;
}

const USUAL_BAR_PX = 8;

/**
 * The two canvases of a chart: bars and axes below, what moves with every frame above. Paints at most once
 * a frame, and only what has changed.
 */
export class ChartSurface {
  readonly #parts: SurfaceParts;
  readonly #paintSoon: () => void;
  #isBaseOld = false;
  #view: ChartView | undefined;
  #pointer: Spot | undefined;
  #painted: ChartScene | undefined;
  #isMoved = false;
  #isStopped = false;

  constructor(parts: SurfaceParts) {
    this.#parts = parts;
    this.#view = parts.feed.shown;
    this.#paintSoon = createPaintTurn('next', () => this.#paint());
  }

  get view(): ChartView | undefined {
    return this.#view;
  }

  get pointer(): Spot | undefined {
    return this.#pointer;
  }

  /** The picture that is on screen; undefined before the first. */
  get scene(): ChartScene | undefined {
    return this.#painted;
  }

  stop(): void {
    this.#isStopped = true;
  }

  point(pointer: Spot | undefined): void {
    this.#pointer = pointer;
    this.#paintSoon();
  }

  redraw(): void {
    this.#isBaseOld = true;
    this.#paintSoon();
  }

  redrawLive(): void {
    this.#paintSoon();
  }

  /** Takes over that other bars are held; the first ones decide where the chart begins. */
  barsChanged(): void {
    if (this.#view === undefined && this.#parts.feed.state.state === 'loaded') this.#showNewest();
    else if (this.#view !== undefined) this.#show(keptView(this.#view, this.#parts.feed.known));
  }

  /** The same bars lie so many places further on; they stay where they are on screen. */
  barsRenumbered(places: number): void {
    if (this.#view !== undefined) this.#show({ ...this.#view, from: this.#view.from + places });
  }

  /** Goes along with the market when its newest bar was on screen before so many closed. */
  barsClosed(count: number): void {
    const { known } = this.#parts.feed;
    const before = { ...known, total: known.total - count };
    if (this.#view === undefined || !followsMarket(this.#view, before)) return;
    this.#show({ ...this.#view, from: this.#view.from + count });
  }

  showNewest(): void {
    this.#isMoved = true;
    this.#showNewest();
  }

  #showNewest(): void {
    const span = this.#view?.span ?? Math.max(60, boxOf(this.#parts.base).width / USUAL_BAR_PX);
    this.#show(newestView(this.#parts.feed.known, span));
  }

  pan(places: number): void {
    if (this.#view !== undefined) this.#move(pannedView(this.#view, places, this.#parts.feed.known));
  }

  zoom(factor: number, around: number): void {
    if (this.#view !== undefined) this.#move(zoomedView(this.#view, factor, around, this.#parts.feed.known));
  }

  /** Shows a part of the history, as far as there is one. */
  showView(view: ChartView): void {
    this.#move(keptView(view, this.#parts.feed.known));
  }

  /** What turns moments into places. */
  timed(): TimedBars | undefined {
    const { feed, inputs } = this.#parts;
    if (feed.state.state !== 'loaded') return undefined;
    return {
      loaded: feed.state.bars,
      forming: feed.forming,
      total: feed.known.total,
      resolved: inputs().resolved,
    };
  }

  #move(view: ChartView): void {
    this.#isMoved = true;
    this.#show(view);
  }

  #show(view: ChartView): void {
    this.#view = view;
    this.#parts.feed.show(view);
    this.redraw();
  }

  #paint(): void {
    const scene = this.#isStopped ? undefined : this.#sceneNow();
    if (scene === undefined) return;
    const withBase = this.#isBaseOld;
    this.#isBaseOld = false;
    // What is below stays as it was painted while only the layer above it moves.
    const isFresh =
      withBase || this.#painted === undefined || !fitsScale({ ...scene, scale: this.#painted.scale });
    if (isFresh) {
      paintBase(this.#parts.base, scene);
      this.#painted = scene;
      this.#tellRange(scene);
    } else {
      this.#painted = { ...(this.#painted as ChartScene), forming: scene.forming, total: scene.total };
    }
    this.#paintLayer(this.#painted as ChartScene);
  }

  #paintLayer(scene: ChartScene): void {
    const timed = this.timed();
    if (timed === undefined || this.#view === undefined) return;
    const inputs = this.#parts.inputs();
    const follows = followsMarket(this.#view, this.#parts.feed.known);
    const pointer = this.#pointer;
    paintLive(this.#parts.layer, {
      ...inputs,
      scene,
      timed,
      lastPrice: follows ? inputs.lastPriceOf() : null,
      orders: inputs.ordersOf(),
      pointer,
      linked: pointer === undefined ? inputs.linkedPoint() : undefined,
    });
  }

  #tellRange({ frame: { places } }: ChartScene): void {
    const timed = this.timed();
    if (timed === undefined) return;
    const [fromMs, toMs] = [places.from, places.from + places.span].map((place) =>
      Math.max(0, Math.round(timeOfPlace(timed, place))),
    ) as [number, number];
    this.#parts.onShown({ fromMs, toMs }, this.#isMoved);
    this.#isMoved = false;
  }

  #sceneNow(): ChartScene | undefined {
    const { base, feed } = this.#parts;
    const loaded = this.#view && feed.barsFor(this.#view);
    if (loaded === undefined || this.#view === undefined || currentView() === undefined) return undefined;
    const { bigTrades, colors, formatPrice, indicators, style, vwaps } = this.#parts.inputs();
    const ownPanes = indicators.filter(({ indicator }) => indicator.pane === 'own').length;
    const { height, width } = boxOf(base);
    const frame = frameOf(width, height, this.#view, ownPanes);
    const bars = { frame, loaded, forming: feed.forming, total: feed.known.total };
    const studies = { bigTrades, colors, formatPrice, indicators, style, vwaps };
    return { ...bars, ...studies, scale: fittedScale(bars) };
  }
}

/** The selected or moved drawing put in the place of the kept one. */
export const withPreview = (drawings: readonly Drawing[], preview: Drawing | undefined): readonly Drawing[] =>
  preview === undefined
    ? drawings
    : drawings.map((drawing) => (drawing.id === preview.id ? preview : drawing));
