import type { FillView, OrderView } from '../../../engine/contract/views.ts';
import type { Scene } from './scene.ts';
import { ticksY, timeX } from './viewport.ts';

/** Draws the own open orders as lines from when they were sent, and the own fills as triangles. */
export function paintOwn(context: CanvasRenderingContext2D, scene: Scene): void {
  for (const order of scene.orders) paintOrder(context, scene, order);
  for (const fill of scene.fills) paintFill(context, scene, fill);
}

function paintOrder(context: CanvasRenderingContext2D, scene: Scene, order: OrderView): void {
  const { colors, frame, tickSize } = scene;
  const price = order.limitPrice ?? order.triggerPrice;
  if (price === null) return;
  const y = Math.round(ticksY(frame, price / tickSize)) + 0.5;
  if (y < 0 || y > frame.height) return;
  const from = Math.max(0, timeX(frame, order.submittedAtMs));
  context.strokeStyle = colors.accent;
  context.lineWidth = 1.5;
  context.setLineDash(order.triggerPrice === null ? [] : [5, 3]);
  context.beginPath();
  context.moveTo(Math.min(from, frame.width), y);
  context.lineTo(frame.width, y);
  context.stroke();
  context.setLineDash([]);
  const text = scene.ownText(order);
  context.font = '500 11px "Inter Variable", sans-serif';
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 8;
  context.fillStyle = colors.panel;
  context.fillRect(frame.width - width - 2, y - 8, width, 16);
  context.strokeRect(frame.width - width - 2, y - 8, width, 16);
  context.fillStyle = colors.text;
  context.fillText(text, frame.width - 6, y);
}

const FILL_PX = 6;

// A buy points up from below its price, a sell down from above.
function paintFill(context: CanvasRenderingContext2D, scene: Scene, fill: FillView): void {
  const { colors, frame, tickSize } = scene;
  const x = timeX(frame, fill.timeMs);
  const y = ticksY(frame, fill.price / tickSize);
  if (x < 0 || y < 0 || y > frame.height) return;
  const away = fill.side === 'buy' ? FILL_PX : -FILL_PX;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - FILL_PX, y + 2 * away);
  context.lineTo(x + FILL_PX, y + 2 * away);
  context.closePath();
  context.fillStyle = colors.accent;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = colors.text;
  context.stroke();
}
