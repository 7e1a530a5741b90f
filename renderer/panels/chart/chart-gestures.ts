import type { ChartScene } from './chart-scene.ts';
import type { ChartSurface } from './chart-surface.ts';
import { type Anchor, type Drawing, movedBy, withAnchor } from './drawings/drawing.ts';
import { type Hit, hitAt } from './drawings/drawing-hit.ts';
import type { Spot } from './drawings/drawing-shape.ts';
import type { DrawingTool } from './drawings/use-drawing-tool.ts';
import { pointedAt } from './paint/paint-crosshair.ts';
import { drawingPane, spotsOf } from './paint/paint-drawings.ts';
import { pointUnder } from './chart-scene.ts';
import type { TimedBars } from './place-of-time.ts';
import { priceAt } from '../../charts/price-scale.ts';

/** What gestures act on; asked for anew with every event. */
export interface GestureParts {
  readonly surface: ChartSurface;
  readonly tool: DrawingTool;
  readonly drawings: readonly Drawing[];
  /** Smallest price step in quote units: points of drawings lie on it. */
  readonly tickSize: number;
  readonly onSelect: (id: string | undefined) => void;
  /** Shows a drawing as it would be; undefined ends that. */
  readonly onPreview: (drawing: Drawing | undefined) => void;
  readonly onChange: (drawing: Drawing) => void;
  /** Where the person points now. */
  readonly onPoint: (
    place: number | undefined,
    at: { readonly timeMs: number; readonly price: number | undefined } | undefined,
  ) => void;
}

type Held =
  | { readonly kind: 'tool' }
  | { readonly kind: 'chart'; readonly x: number }
  | { readonly kind: 'drawing'; readonly hit: Hit; readonly from: Anchor; now: Drawing | undefined };

interface Ready {
  readonly scene: ChartScene;
  readonly timed: TimedBars;
  readonly surface: ChartSurface;
}

/** Wheel and pointer on the chart: panning, zooming, pointing, and drawing with the tool in hand. */
export class ChartGestures {
  readonly #parts: () => GestureParts;
  #held: Held | undefined;

  constructor(parts: () => GestureParts) {
    this.#parts = parts;
  }

  wheel(deltaX: number, deltaY: number, spot: Spot): void {
    const ready = this.#ready();
    if (ready === undefined) return;
    const { scene, surface } = ready;
    const { span, width } = scene.frame.places;
    if (Math.abs(deltaX) > Math.abs(deltaY)) surface.pan((deltaX * span) / width);
    else if (deltaY !== 0) surface.zoom(deltaY > 0 ? 1.15 : 1 / 1.15, Math.min(1, spot.x / width));
  }

  down(spot: Spot): void {
    const ready = this.#ready();
    if (ready === undefined) return;
    const { drawings, onSelect, tool } = this.#parts();
    if (tool.kind !== undefined) {
      this.#held = { kind: 'tool' };
      return;
    }
    const anchor = this.anchorAt(spot);
    const { scene, timed } = ready;
    const hit = hitAt(drawings, (drawing) => spotsOf(scene, timed, drawing), spot, drawingPane(scene));
    onSelect(hit?.drawing.id);
    const isHeld = hit !== undefined && anchor !== undefined;
    this.#held = isHeld
      ? { kind: 'drawing', hit, from: anchor, now: undefined }
      : { kind: 'chart', x: spot.x };
  }

  move(spot: Spot): void {
    const ready = this.#ready();
    if (ready === undefined) return;
    const { onPoint, tool } = this.#parts();
    const { scene, surface, timed } = ready;
    const held = this.#held;
    if (held?.kind === 'chart') {
      const { span, width } = scene.frame.places;
      surface.pan(((held.x - spot.x) * span) / width);
      this.#held = { kind: 'chart', x: spot.x };
    }
    surface.point(spot);
    const point = pointUnder(scene, spot.x);
    const isBar = point >= 0 && point < scene.loaded.count;
    onPoint(
      isBar ? scene.loaded.first + point * scene.loaded.merged : undefined,
      pointedAt(scene, timed, spot),
    );
    const anchor = this.anchorAt(spot);
    if (anchor === undefined) return;
    if (tool.draft !== undefined) tool.moveTo(anchor);
    if (held?.kind === 'drawing') this.#drag(held, anchor);
  }

  up(spot: Spot): void {
    const held = this.#held;
    this.#held = undefined;
    if (held?.kind === 'tool') this.#place(spot);
    if (held?.kind === 'drawing') this.#drop(held);
  }

  leave(): void {
    if (this.#held?.kind === 'drawing') this.#drop(this.#held);
    this.#held = undefined;
    const { onPoint, surface } = this.#parts();
    surface.point(undefined);
    onPoint(undefined, undefined);
  }

  /** The moment and price a point of a drawing would have there; undefined outside of the price pane’s time. */
  anchorAt(spot: Spot): Anchor | undefined {
    const ready = this.#ready();
    if (ready === undefined) return undefined;
    const { bottom, top } = drawingPane(ready.scene);
    const y = Math.min(Math.max(spot.y, top), bottom);
    const { timeMs } = pointedAt(ready.scene, ready.timed, spot);
    const { tickSize } = this.#parts();
    const price = Math.round(priceAt(ready.scene.scale, y) / tickSize) * tickSize;
    return timeMs >= 0 ? { timeMs, price: Number(price.toPrecision(12)) } : undefined;
  }

  // With the button released, not pressed: what a press puts on screen loses the focus to the chart again.
  #place(spot: Spot): void {
    const { onSelect, tool } = this.#parts();
    const anchor = this.anchorAt(spot);
    const done = anchor && tool.place(anchor);
    if (done !== undefined) onSelect(done.id);
  }

  #drop({ now }: Extract<Held, { kind: 'drawing' }>): void {
    if (now === undefined) return;
    const { onChange, onPreview } = this.#parts();
    onPreview(undefined);
    onChange(now);
  }

  #drag(held: Extract<Held, { kind: 'drawing' }>, to: Anchor): void {
    const { anchor, drawing } = held.hit;
    held.now =
      anchor === undefined
        ? movedBy(drawing, to.timeMs - held.from.timeMs, to.price - held.from.price)
        : withAnchor(drawing, anchor, to);
    this.#parts().onPreview(held.now);
  }

  #ready(): Ready | undefined {
    const { surface } = this.#parts();
    const { scene } = surface;
    const timed = surface.timed();
    return scene !== undefined && timed !== undefined ? { scene, surface, timed } : undefined;
  }
}
