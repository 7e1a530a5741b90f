import type { Scene } from './scene.ts';
import { columnCount, columnX, ticksY } from './viewport.ts';

/** A bubble of the reference size has this radius; areas go with sizes from there. */
const REFERENCE_PX = 8;
const SMALLEST_PX = 2;
const LARGEST_PX = 26;
/** From this radius on the size is written beside the bubble. */
const WRITTEN_PX = 16;
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
    const { at, from } = column;
    const x = columnX(frame, index) + frame.columnPx / 2;
    const bought = from.boughtBase[at] ?? 0;
    const sold = from.soldBase[at] ?? 0;
    if (bought > 0) bubbles.push({ x, ticks: from.boughtTicks[at] ?? 0, sizeBase: bought, isBuy: true });
    if (sold > 0) bubbles.push({ x, ticks: from.soldTicks[at] ?? 0, sizeBase: sold, isBuy: false });
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
  const { isBuy, sizeBase, x } = bubble;
  const y = ticksY(frame, bubble.ticks);
  context.beginPath();
  if (isBuy) context.arc(x, y, radius, 0, 2 * Math.PI);
  else diamond(context, x, y, radius);
  context.fillStyle = isBuy ? colors.up : colors.down;
  context.globalAlpha = 0.75;
  context.fill();
  context.globalAlpha = 1;
  if (radius < 4) return;
  context.lineWidth = 1;
  context.strokeStyle = colors.text;
  context.stroke();
  if (radius < WRITTEN_PX) return;
  context.font = '600 11px "Inter Variable", sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 3;
  context.strokeStyle = colors.panel;
  context.fillStyle = colors.text;
  context.strokeText(scene.sizeText(sizeBase), x, y);
  context.fillText(scene.sizeText(sizeBase), x, y);
}

/** A square on its corner with the area of a disc of this radius. */
function diamond(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  const half = radius * Math.sqrt(Math.PI / 2);
  context.moveTo(x, y - half);
  context.lineTo(x + half, y);
  context.lineTo(x, y + half);
  context.lineTo(x - half, y);
  context.closePath();
}
