import { addRows } from './column-store.ts';
import { BARS_PX, type Scene } from './scene.ts';
import { rowCount, rowY } from './viewport.ts';

/** Draws the book as it stands at the right edge: a bar a row, the longest as wide as there is room. */
export function paintBookBars(context: CanvasRenderingContext2D, { colors, frame, store }: Scene): void {
  const now = store.forming;
  context.fillStyle = colors.raised;
  context.fillRect(frame.width, 0, BARS_PX, frame.height);
  if (now === undefined) return;
  const sums = new Float32Array(rowCount(frame));
  addRows(now, frame, sums);
  const largest = sums.reduce((most, size) => Math.max(most, size), 0);
  const askRow = Math.floor(now.askTicks / frame.rowTicks);
  const px = Math.max(1, frame.rowPx - (frame.rowPx > 3 ? 1 : 0));
  for (const [offset, size] of sums.entries()) {
    if (size === 0) continue;
    const row = frame.topRow - offset;
    context.fillStyle = row >= askRow ? colors.down : colors.up;
    context.fillRect(frame.width, rowY(frame, row), Math.max(1, (size / largest) * (BARS_PX - 4)), px);
  }
}
