import type { OrderView } from '../../../../engine/contract/views.ts';
import { fittedContext } from '../../../charts/canvas-size.ts';
import { xOf } from '../../../charts/chart-view.ts';
import { yOf } from '../../../charts/price-scale.ts';
import { type ChartScene, pointX, showsForming } from '../chart-scene.ts';
import type { FillMark } from '../fill-marks.ts';
import { placeOfTime } from '../place-of-time.ts';
import { pointOf } from '../bar-columns.ts';
import type { LiveScene } from './live-scene.ts';
import { CHART_FONT } from './paint-axes.ts';
import { paintOneBar } from './paint-bars.ts';
import { paintCrosshair } from './paint-crosshair.ts';
import { drawingPane, paintDrawings } from './paint-drawings.ts';
import { paintBox, paintLevel, paintPriceTag } from './paint-tags.ts';
import { largestVolume, paintOneVolume } from './paint-volume.ts';

/** How close to a fill the pointer must be for its text, in pixels. */
const FILL_REACH_PX = 9;

/** Layers on which nothing is painted. Clearing one again would cost as much as a whole picture. */
const blank = new WeakSet<HTMLCanvasElement>();

/** Paints the layer above the bars. */
export function paintLive(canvas: HTMLCanvasElement, live: LiveScene): void {
  const { scene } = live;
  const hasNothing = isEmpty(live);
  if (hasNothing && blank.has(canvas)) return;
  const context = fittedContext(canvas, scene.frame.width, scene.frame.height);
  if (context === undefined) return;
  blank.delete(canvas);
  if (hasNothing) {
    blank.add(canvas);
    return;
  }
  context.font = CHART_FONT;
  context.textBaseline = 'middle';
  paintForming(context, scene);
  paintFills(context, live);
  paintDrawings(context, live);
  for (const order of live.orders) paintOrder(context, live, order);
  paintLastPrice(context, live);
  paintCrosshair(context, live);
  paintFillText(context, live);
}

/** Whether nothing of the layer is on screen. */
function isEmpty(live: LiveScene): boolean {
  const { draft, drawings, fills, lastPrice, linked, orders, pointer, scene } = live;
  if (pointer !== undefined || linked !== undefined || draft !== undefined || drawings.length > 0)
    return false;
  return (
    !paintsForming(scene) &&
    !isPriceShown(scene, lastPrice) &&
    orders.every((order) => !isPriceShown(scene, priceOfOrder(order))) &&
    fills.every((fill) => fillSpot(live, fill) === undefined)
  );
}

const paintsForming = (scene: ChartScene): boolean => showsForming(scene) && scene.style !== 'line';

function isPriceShown(scene: ChartScene, price: number | null): price is number {
  if (price === null) return false;
  const y = yOf(scene.scale, price);
  const { bottom, top } = drawingPane(scene);
  return y >= top && y <= bottom;
}

const priceOfOrder = ({ limitPrice, triggerPrice }: OrderView): number | null => limitPrice ?? triggerPrice;

function paintForming(context: CanvasRenderingContext2D, scene: ChartScene): void {
  const { forming, frame, loaded, total } = scene;
  if (forming === undefined || !paintsForming(scene)) return;
  const left = xOf(frame.places, total);
  // Beside points of many bars the open one would be thinner than a pixel.
  const width = Math.max(frame.places.width / frame.places.span, loaded.merged > 1 ? 3 : 0);
  context.save();
  context.beginPath();
  context.rect(0, 0, frame.places.width, frame.height);
  context.clip();
  paintOneBar(context, scene, forming, { left, width });
  paintOneVolume(context, scene, { traded: forming, largest: largestVolume(scene), left, width });
  context.restore();
}

/** Whether the price of the open bar fits the axis as it was painted. */
export const fitsScale = ({ forming, scale }: ChartScene): boolean =>
  forming === undefined || (forming.low >= scale.low && forming.high <= scale.high);

function paintFills(context: CanvasRenderingContext2D, live: LiveScene): void {
  const { colors } = live.scene;
  for (const fill of live.fills) {
    const spot = fillSpot(live, fill);
    if (spot === undefined) continue;
    const { x, y } = spot;
    const [tip, base] = fill.side === 'buy' ? [y - 5, y + 4] : [y + 5, y - 4];
    context.beginPath();
    context.moveTo(x, tip);
    context.lineTo(x + 5, base);
    context.lineTo(x - 5, base);
    context.closePath();
    context.fillStyle = fill.side === 'buy' ? colors.up : colors.down;
    context.fill();
    context.strokeStyle = colors.panel;
    context.lineWidth = 1;
    context.stroke();
  }
}

/** Where a fill is painted: in the middle of its bar; undefined when that is not on screen. */
function fillSpot({ scene, timed }: LiveScene, { price, timeMs }: FillMark) {
  const { frame, loaded } = scene;
  const place = placeOfTime(timed, timeMs);
  const isClosed = place < loaded.end;
  const x = isClosed ? pointX(scene, pointOf(loaded, place)) : xOf(frame.places, Math.floor(place) + 0.5);
  const y = yOf(scene.scale, price);
  const { bottom, right, top } = drawingPane(scene);
  return x < 0 || x > right || y < top || y > bottom ? undefined : { x, y };
}

function paintFillText(context: CanvasRenderingContext2D, live: LiveScene): void {
  const { pointer, scene } = live;
  if (pointer === undefined) return;
  const near = live.fills.find((fill) => {
    const spot = fillSpot(live, fill);
    return spot !== undefined && Math.hypot(spot.x - pointer.x, spot.y - pointer.y) <= FILL_REACH_PX;
  });
  if (near !== undefined) paintBox(context, scene, pointer, near.text);
}

function paintLastPrice(context: CanvasRenderingContext2D, { lastPrice, scene }: LiveScene): void {
  if (!isPriceShown(scene, lastPrice)) return;
  const y = yOf(scene.scale, lastPrice);
  const { colors, forming } = scene;
  const color = forming !== undefined && forming.close < forming.open ? colors.down : colors.up;
  paintLevel(context, scene, y, color);
  paintPriceTag(context, scene, y, { text: scene.formatPrice(lastPrice), fill: color, ink: colors.panel });
}

function paintOrder(
  context: CanvasRenderingContext2D,
  { orderText, scene }: LiveScene,
  order: OrderView,
): void {
  const price = priceOfOrder(order);
  if (!isPriceShown(scene, price)) return;
  const y = yOf(scene.scale, price);
  const { colors } = scene;
  const color = order.role === 'stop' ? colors.warning : order.side === 'buy' ? colors.up : colors.down;
  paintLevel(context, scene, y, color);
  const text = orderText(order);
  context.fillStyle = colors.raised;
  context.fillRect(12, Math.round(y) - 9, context.measureText(text).width + 12, 18);
  context.fillStyle = color;
  context.textAlign = 'left';
  context.fillText(text, 18, Math.round(y) + 0.5);
  paintPriceTag(context, scene, y, { text: scene.formatPrice(price), fill: colors.raised, ink: color });
}
