import { AXIS_PX, TIME_PX } from '../chart-frame.ts';
import { axisX, type ChartScene } from '../chart-scene.ts';

/** A horizontal dashed line across the panes. */
export function paintLevel(
  context: CanvasRenderingContext2D,
  scene: ChartScene,
  y: number,
  color: string,
): void {
  context.strokeStyle = color;
  context.setLineDash([4, 3]);
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, Math.round(y) + 0.5);
  context.lineTo(axisX(scene.frame), Math.round(y) + 0.5);
  context.stroke();
  context.setLineDash([]);
}

/** A price on the price axis. */
export function paintPriceTag(
  context: CanvasRenderingContext2D,
  { frame }: ChartScene,
  y: number,
  tag: { readonly text: string; readonly fill: string; readonly ink: string },
): void {
  context.fillStyle = tag.fill;
  context.fillRect(axisX(frame), Math.round(y) - 9, AXIS_PX, 18);
  context.fillStyle = tag.ink;
  context.textAlign = 'left';
  context.fillText(tag.text, axisX(frame) + 6, Math.round(y) + 0.5);
}

/** A moment on the time axis. */
export function paintTimeTag(
  context: CanvasRenderingContext2D,
  { colors, frame }: ChartScene,
  x: number,
  text: string,
): void {
  const wide = context.measureText(text).width + 12;
  const left = Math.min(Math.max(0, x - wide / 2), axisX(frame) - wide);
  context.fillStyle = colors.raised;
  context.fillRect(left, frame.height - TIME_PX + 1, wide, TIME_PX - 2);
  context.strokeStyle = colors.edge;
  context.strokeRect(left + 0.5, frame.height - TIME_PX + 1.5, wide - 1, TIME_PX - 3);
  context.fillStyle = colors.text;
  context.textAlign = 'left';
  context.fillText(text, left + 6, frame.height - TIME_PX / 2);
}

/** Lines of text in a box beside a point, kept within the panes. */
export function paintBox(
  context: CanvasRenderingContext2D,
  { colors, frame }: ChartScene,
  at: { readonly x: number; readonly y: number },
  text: string,
): void {
  const lines = text.split('\n');
  const wide = Math.max(...lines.map((line) => context.measureText(line).width)) + 16;
  const high = lines.length * 16 + 8;
  const left = Math.max(0, Math.min(at.x + 12, axisX(frame) - wide));
  const top = Math.max(0, Math.min(at.y + 12, frame.height - TIME_PX - high));
  context.fillStyle = colors.raised;
  context.fillRect(left, top, wide, high);
  context.strokeStyle = colors.edge;
  context.lineWidth = 1;
  context.strokeRect(left + 0.5, top + 0.5, wide - 1, high - 1);
  context.fillStyle = colors.text;
  context.textAlign = 'left';
  for (const [line, words] of lines.entries()) context.fillText(words, left + 8, top + 12 + line * 16);
}
