import type { Scene } from './scene.ts';
import { columnCount, columnX, ticksY } from './viewport.ts';

/** Draws the best bid and the best ask as steps through time; they break where no book was known. */
export function paintQuotes(context: CanvasRenderingContext2D, scene: Scene): void {
  const { colors } = scene;
  context.lineWidth = 1.5;
  context.strokeStyle = colors.up;
  trace(context, scene, 'bidTicks');
  context.strokeStyle = colors.down;
  trace(context, scene, 'askTicks');
}

function trace(
  context: CanvasRenderingContext2D,
  { frame, store }: Scene,
  which: 'bidTicks' | 'askTicks',
): void {
  context.beginPath();
  let isDrawing = false;
  for (let index = frame.rightIndex + 1 - columnCount(frame); index <= frame.rightIndex; index += 1) {
    const column = store.at(index);
    const ticks = column?.[which] ?? 0;
    if (ticks === 0) {
      isDrawing = false;
      continue;
    }
    const x = columnX(frame, index);
    const y = ticksY(frame, ticks);
    if (isDrawing) context.lineTo(x, y);
    else context.moveTo(x, y);
    context.lineTo(x + frame.columnPx, y);
    isDrawing = true;
  }
  context.stroke();
}
