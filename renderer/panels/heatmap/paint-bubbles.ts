import type { Scene } from './scene.ts';
import { columnCount, columnX, ticksY, timeX } from './viewport.ts';

/** A bubble of the reference size has this radius; areas go with sizes from there. */
const REFERENCE_PX = 8;
const SMALLEST_PX = 2;
const LARGEST_PX = 26;
const OUTLINED_PX = 4;
/** Radius of the ring around a very big order. */
const RING_PX = 12;
/** The size that 97 of 100 bubbles on screen stay below is the reference. */
const REFERENCE_SHARE = 0.97;

/** What one side of takers traded in one span. */
export interface Bubble {
  readonly x: number;
  readonly ticks: number;
  readonly sizeBase: number;
  readonly isBuy: boolean;
}

/** What takers bought and sold in each visible span, at the mean price they paid. */
export function bubblesOf({ frame, store }: Pick<Scene, 'frame' | 'store'>): readonly Bubble[] {
  const bubbles: Bubble[] = [];
  for (let index = frame.rightIndex + 1 - columnCount(frame); index <= frame.rightIndex; index += 1) {
    const column = store.at(index);
    if (column === undefined) continue;
    const { boughtBase, boughtTicks, soldBase, soldTicks } = column;
    const x = columnX(frame, index) + frame.columnPx / 2;
    if (boughtBase > 0) bubbles.push({ x, ticks: boughtTicks, sizeBase: boughtBase, isBuy: true });
    if (soldBase > 0) bubbles.push({ x, ticks: soldTicks, sizeBase: soldBase, isBuy: false });
  }
  return bubbles;
}

/** The radius at which the area goes with the size. */
export const bubbleRadius = (sizeBase: number, referenceBase: number): number =>
  Math.min(LARGEST_PX, REFERENCE_PX * Math.sqrt(sizeBase / referenceBase));

/** Draws buys as discs and sells as diamonds of the same area, the small ones left out. */
export function paintBubbles(context: CanvasRenderingContext2D, scene: Scene): void {
  const bubbles = bubblesOf(scene);
  const reference = referenceOf(bubbles);
  if (reference === undefined) return;
  for (const bubble of bubbles) {
    const radius = bubbleRadius(bubble.sizeBase, reference);
    if (radius >= SMALLEST_PX) paintBubble(context, scene, bubble, radius);
  }
}

function referenceOf(bubbles: readonly Bubble[]): number | undefined {
  const sizes = Float64Array.from(bubbles, ({ sizeBase }) => sizeBase).sort();
  return sizes[Math.floor(sizes.length * REFERENCE_SHARE)];
}

function paintBubble(context: CanvasRenderingContext2D, scene: Scene, bubble: Bubble, radius: number): void {
  const { colors, frame } = scene;
  shape(context, bubble.isBuy, { x: bubble.x, y: ticksY(frame, bubble.ticks), radius });
  context.fillStyle = bubble.isBuy ? colors.up : colors.down;
  context.globalAlpha = 0.75;
  context.fill();
  context.globalAlpha = 1;
  if (radius < OUTLINED_PX) return;
  context.lineWidth = 1;
  context.strokeStyle = colors.text;
  context.stroke();
}

/** Draws a ring around each very big market order, with its size beside it. */
export function paintBigOrders(context: CanvasRenderingContext2D, scene: Scene): void {
  const { colors, frame } = scene;
  context.font = '600 11px "Inter Variable", sans-serif';
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const { isBuy, sizeBase, ticks, timeMs } of scene.bigOrders) {
    const x = timeX(frame, timeMs);
    const y = ticksY(frame, ticks);
    if (x < 0 || x > frame.width || y < 0 || y > frame.height) continue;
    shape(context, isBuy, { x, y, radius: RING_PX });
    context.lineWidth = 2;
    context.strokeStyle = colors.text;
    context.stroke();
    const text = scene.sizeText(sizeBase);
    context.lineWidth = 3;
    context.strokeStyle = colors.panel;
    context.strokeText(text, x + RING_PX + 4, y - RING_PX);
    context.fillStyle = isBuy ? colors.up : colors.down;
    context.fillText(text, x + RING_PX + 4, y - RING_PX);
  }
}

interface Round {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A disc for buys, for sells a square on its corner with the same area. */
function shape(context: CanvasRenderingContext2D, isBuy: boolean, { radius, x, y }: Round): void {
  context.beginPath();
  if (isBuy) {
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  const half = radius * Math.sqrt(Math.PI / 2);
  context.moveTo(x, y - half);
  context.lineTo(x + half, y);
  context.lineTo(x, y + half);
  context.lineTo(x - half, y);
  context.closePath();
}
