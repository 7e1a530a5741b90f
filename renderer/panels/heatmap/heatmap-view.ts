import { isClosed } from '../../../engine/domain/order/order.ts';
import { boxOf, watchBox } from '../../charts/element-box.ts';
import { createPaintTurn } from '../../charts/paint-turn.ts';
import { currentView, subscribeView } from '../../engine-client/engine-view.ts';
import { BigOrders } from './big-orders.ts';
import { hasBook } from './column-store.ts';
import { paintCrosshair, type Pointed } from './paint-crosshair.ts';
import { HeatColoring } from './heat-coloring.ts';
import { HeatImage } from './heat-image.ts';
import type { HeatmapLook, HeatmapOptions } from './heatmap-options.ts';
import { HeatmapFeed } from './heatmap-feed.ts';
import { paintScene } from './paint-scene.ts';
import type { HeatScale } from './heat-colors.ts';
import { AXIS_PX, BARS_PX, type Scene, TIMES_PX } from './scene.ts';
import {
  columnCount,
  columnMsOf,
  firstViewport,
  fittingPriceZoom,
  type Frame,
  frameOf,
  type Market,
  type PlotSize,
  type Viewport,
} from './viewport.ts';

/** How often what the market does is painted; what the person does is painted with the next frame. */
const PAINT_EVERY_MS = 100;
/** Part of the panel the middle of the market may wander before the panel moves after it. */
const WANDER = 0.25;

/** A heatmap on its canvases: follows the market, paints past React, and is moved by whoever holds it. */
export class HeatmapView {
  readonly #options: HeatmapOptions;
  readonly #image = new HeatImage();
  readonly #coloring = new HeatColoring();
  readonly #endBox: () => void;
  readonly #endView: () => void;
  readonly #soon: () => void;
  #look: HeatmapLook;
  #viewport: Viewport;
  #isFitted: boolean;
  readonly #bigOrders: BigOrders;
  #feed: HeatmapFeed;
  #size: PlotSize = { width: 0, height: 0 };
  #heldTicks: number | undefined;
  #scene: Scene | undefined;
  #pointed: Pointed | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state = '';
  #isClosed = false;

  constructor(options: HeatmapOptions) {
    this.#options = options;
    this.#look = options.look;
    this.#viewport = options.viewport ?? firstViewport(options.zooms);
    this.#isFitted = (options.viewport ?? options.zooms).priceZoom !== undefined;
    this.#soon = createPaintTurn('next', () => this.#paint());
    this.#feed = this.#openFeed();
    const { id, lotSize } = options.instrument;
    this.#bigOrders = new BigOrders(id, Number(lotSize));
    this.#endBox = watchBox(options.scene, () => this.#measure());
    this.#measure();
    let own: unknown;
    this.#endView = subscribeView(() => {
      const view = currentView();
      if (view?.orders === own) return;
      own = view?.orders;
      this.#later();
    });
  }

  get viewport(): Viewport {
    return this.#viewport;
  }

  /** What is on screen now; undefined before the first book. */
  get frame(): Frame | undefined {
    return this.#scene?.frame;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#feed.close();
    this.#bigOrders.close();
    this.#endBox();
    this.#endView();
  }

  /** Moves what is on screen. */
  move(change: (viewport: Viewport, market: Market, frame: Frame) => Viewport): void {
    const market = this.#market();
    const frame = this.frame;
    if (market === undefined || frame === undefined) return;
    const before = this.#viewport;
    this.#viewport = change(
      this.#viewport,
      { ...market, midTicks: this.#heldTicks ?? market.midTicks },
      frame,
    );
    this.#tellZooms(before);
    if (columnMsOf(this.#viewport) !== columnMsOf(before)) {
      this.#feed.close();
      this.#feed = this.#openFeed();
    }
    this.#soon();
  }

  /** Back to the newest column and the middle of the market. */
  resume(): void {
    this.#heldTicks = undefined;
    this.move((viewport) => ({ ...viewport, rightIndex: undefined, middleTicks: undefined }));
  }

  setLook(look: HeatmapLook): void {
    this.#look = look;
    this.#coloring.forget();
    this.#soon();
  }

  point(pointed: Pointed | undefined): void {
    this.#pointed = pointed;
    if (this.#scene) paintCrosshair(this.#options.crosshair, this.#scene, pointed, this.#look.crosshair);
  }

  #openFeed(): HeatmapFeed {
    return new HeatmapFeed(this.#options.instrument.id, columnMsOf(this.#viewport), () => this.#later());
  }

  #measure(): void {
    const { height, width } = boxOf(this.#options.scene);
    this.#size = {
      width: Math.max(0, width - BARS_PX - AXIS_PX),
      height: Math.max(0, height - TIMES_PX),
    };
    this.#soon();
  }

  #later(): void {
    if (this.#isClosed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#soon();
    }, PAINT_EVERY_MS);
  }

  #market(): Market | undefined {
    const { store } = this.#feed;
    const now = store.forming;
    if (now === undefined) return undefined;
    const { askTicks: ask, bidTicks: bid, index: newestIndex } = now;
    const known = bid > 0 && ask > 0 ? (bid + ask) / 2 : bid + ask;
    return { newestIndex, midTicks: known > 0 ? known : (this.#heldTicks ?? 0) };
  }

  #paint(): void {
    const market = this.#market();
    if (this.#isClosed || market === undefined || market.midTicks === 0 || this.#size.width < 40) return;
    this.#fit();
    const frame = this.#frameFor(market);
    const { store } = this.#feed;
    this.#feed.need(frame.rightIndex + 1 - columnCount(frame), market.newestIndex);
    const { boost, ...look } = this.#look;
    const coloring = this.#coloring.of(store, frame, look.colors, boost);
    const own = this.#own();
    this.#scene = {
      ...look,
      ...own,
      frame,
      store,
      image: this.#image,
      bigOrders: this.#bigOrders.all,
      paint: coloring?.paint,
      tickSize: Number(this.#options.instrument.tickSize),
    };
    paintScene(this.#options.scene, this.#scene);
    this.point(this.#pointed);
    this.#tell(coloring?.scale, frame);
  }

  #own(): Pick<Scene, 'fills' | 'orders'> {
    const { fills = [], orders = [] } = currentView() ?? {};
    const { id } = this.#options.instrument;
    return {
      orders: orders.filter(({ instrument, status }) => instrument === id && !isClosed(status)),
      fills: fills.filter(({ instrument }) => instrument === id),
    };
  }

  #frameFor(market: Market): Frame {
    const frame = frameOf(this.#viewport, this.#size, {
      ...market,
      midTicks: this.#heldTicks ?? market.midTicks,
    });
    if (this.#viewport.middleTicks !== undefined) return frame;
    const seen = (this.#size.height / frame.rowPx) * frame.rowTicks;
    const held = this.#heldTicks;
    if (held !== undefined && Math.abs(market.midTicks - held) < seen * WANDER) return frame;
    this.#heldTicks = market.midTicks;
    return frameOf(this.#viewport, this.#size, market);
  }

  /** The first book decides how much of the price axis fits. */
  #fit(): void {
    const now = this.#feed.store.forming;
    if (this.#isFitted || now === undefined || !hasBook(now)) return;
    this.#isFitted = true;
    const ticks = now.highTicks - now.lowTicks;
    this.#viewport = { ...this.#viewport, priceZoom: fittingPriceZoom(ticks, this.#size.height) };
  }

  /** Only what a person chose is told: the price axis that was fitted to a book is fitted anew next time. */
  #tellZooms(before: Viewport): void {
    const { priceZoom, timeZoom } = this.#viewport;
    const isOtherPrice = priceZoom !== before.priceZoom;
    if (!isOtherPrice && timeZoom === before.timeZoom) return;
    this.#options.onZooms({ timeZoom, ...(isOtherPrice ? { priceZoom } : {}) });
  }

  #tell(scale: HeatScale | undefined, { columnMs, rowTicks }: Frame): void {
    const isFollowing = this.#viewport.rightIndex === undefined && this.#viewport.middleTicks === undefined;
    const state = { isFollowing, columnMs, rowTicks, scale };
    const text = JSON.stringify(state);
    if (text === this.#state) return;
    this.#state = text;
    this.#options.onState(state);
  }
}
