import { paintAxes } from './paint-axes.ts';
import { paintBookBars } from './paint-book-bars.ts';
import { paintBigOrders, paintBubbles } from './paint-bubbles.ts';
import { paintOwn } from './paint-own.ts';
import { paintQuotes } from './paint-quotes.ts';
import { AXIS_PX, BARS_PX, fittedContext, type Scene, TIMES_PX } from './scene.ts';

/** Paints everything but the crosshair. */
export function paintScene(canvas: HTMLCanvasElement, scene: Scene): void {
  const { colors, frame } = scene;
  const width = frame.width + BARS_PX + AXIS_PX;
  const height = frame.height + TIMES_PX;
  const context = fittedContext(canvas, width, height);
  if (context === null) return;
  context.fillStyle = colors.panel;
  context.fillRect(0, 0, width, height);
  context.save();
  context.beginPath();
  context.rect(0, 0, frame.width, frame.height);
  context.clip();
  if (scene.paint !== undefined) scene.image.draw(context, frame, scene.store, scene.paint);
  paintQuotes(context, scene);
  if (scene.showBubbles) {
    paintBubbles(context, scene);
    paintBigOrders(context, scene);
  }
  paintOwn(context, scene);
  context.restore();
  paintBookBars(context, scene);
  paintAxes(context, scene);
}
