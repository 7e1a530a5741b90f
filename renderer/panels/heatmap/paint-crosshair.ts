import { sizeInRow } from './column-store.ts';
import { AXIS_PX, BARS_PX, fittedContext, type Scene, TIMES_PX } from './scene.ts';
import { indexAt, rowAt, ticksY, timeX } from './viewport.ts';

/** Where the crosshair stands. */
export interface Pointed {
  /** Unix ms. */
  readonly timeMs: number;
  /** Price in ticks, a fraction; undefined when another panel points at a moment only. */
  readonly ticks: number | undefined;
  /** Whether the pointer is over this panel: then the size under it is told. */
  readonly isHere: boolean;
}

export interface CrosshairTexts {
  readonly size: (size: string, price: string) => string;
  readonly unknown: string;
}

/** Paints the crosshair with a label on both axes, on a layer of its own; clears it when nobody points. */
export function paintCrosshair(
  canvas: HTMLCanvasElement,
  scene: Scene,
  pointed: Pointed | undefined,
  texts: CrosshairTexts,
): void {
  const { colors, frame } = scene;
  const context = fittedContext(canvas, frame.width + BARS_PX + AXIS_PX, frame.height + TIMES_PX);
  if (context === null) return;
  context.clearRect(0, 0, frame.width + BARS_PX + AXIS_PX, frame.height + TIMES_PX);
  if (pointed === undefined) return;
  context.strokeStyle = colors.textSoft;
  context.lineWidth = 1;
  context.setLineDash([3, 3]);
  context.font = '500 11px "Inter Variable", sans-serif';
  context.textBaseline = 'middle';
  const x = timeX(frame, pointed.timeMs);
  if (x >= 0 && x <= frame.width) {
    line(context, { x: Math.round(x) + 0.5, y: 0 }, { x: Math.round(x) + 0.5, y: frame.height });
    label(context, scene, { text: scene.timeText(pointed.timeMs), x, y: frame.height + TIMES_PX / 2 });
  }
  if (pointed.ticks === undefined) return;
  const y = ticksY(frame, pointed.ticks);
  if (y < 0 || y > frame.height) return;
  line(context, { x: 0, y: Math.round(y) + 0.5 }, { x: frame.width + BARS_PX, y: Math.round(y) + 0.5 });
  const price = scene.priceText(Math.round(pointed.ticks) * scene.tickSize);
  label(context, scene, { text: price, x: frame.width + BARS_PX + AXIS_PX / 2, y });
  if (pointed.isHere) paintSize(context, scene, { x, y }, texts);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function paintSize(
  context: CanvasRenderingContext2D,
  scene: Scene,
  { x, y }: Point,
  texts: CrosshairTexts,
): void {
  const { frame, priceText, store, tickSize } = scene;
  const row = rowAt(frame, y);
  const size = sizeInRow(store.at(indexAt(frame, x)), row, frame.rowTicks);
  const price = priceText(row * frame.rowTicks * tickSize);
  const text = size === undefined ? texts.unknown : texts.size(scene.sizeText(size), price);
  const half = context.measureText(text).width / 2 + 6;
  const side = x + 12 + 2 * half > frame.width ? x - 12 - half : x + 12 + half;
  label(context, scene, { text, x: side, y: y < 28 ? y + 18 : y - 16 });
}

function line(context: CanvasRenderingContext2D, from: Point, to: Point): void {
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}

function label(
  context: CanvasRenderingContext2D,
  { colors }: Scene,
  { text, x, y }: Point & { readonly text: string },
): void {
  const width = context.measureText(text).width + 10;
  context.fillStyle = colors.raised;
  context.fillRect(x - width / 2, y - 9, width, 18);
  context.setLineDash([]);
  context.strokeStyle = colors.edge;
  context.strokeRect(x - width / 2, y - 9, width, 18);
  context.setLineDash([3, 3]);
  context.strokeStyle = colors.textSoft;
  context.fillStyle = colors.text;
  context.textAlign = 'center';
  context.fillText(text, x, y);
}
