import { placeAt, xOf } from '../../../charts/chart-view.ts';
import { priceAt, yOf } from '../../../charts/price-scale.ts';
import { formatDay, formatMinute, formatTime } from '../../../formatting/times.ts';
import { TIME_PX } from '../chart-frame.ts';
import { axisX, type ChartScene, pointUnder, pointX } from '../chart-scene.ts';
import { placeOfTime, timeOfPlace, type TimedBars } from '../place-of-time.ts';
import type { LiveScene } from './live-scene.ts';
import { drawingPane } from './paint-drawings.ts';
import { paintPriceTag, paintTimeTag } from './paint-tags.ts';

/** What a pixel stands for: the moment its bar began, and the price when it lies in the price pane. */
export interface Pointed {
  readonly x: number;
  readonly timeMs: number;
  readonly price: number | undefined;
}

/** The bar and price under a pixel. */
export function pointedAt(
  scene: ChartScene,
  timed: TimedBars,
  at: { readonly x: number; readonly y: number },
): Pointed {
  const { bottom, top } = drawingPane(scene);
  const price = at.y >= top && at.y <= bottom ? priceAt(scene.scale, at.y) : undefined;
  const point = pointUnder(scene, at.x);
  if (point >= 0 && point < scene.loaded.count)
    return { x: pointX(scene, point), timeMs: scene.loaded.columns.openTimeMs[point] as number, price };
  const place = Math.floor(placeAt(scene.frame.places, at.x));
  return {
    x: xOf(scene.frame.places, place + 0.5),
    timeMs: Math.round(timeOfPlace(timed, place)),
    price,
  };
}

/** The crosshair of this chart, or the one of another panel of the same color. */
export function paintCrosshair(context: CanvasRenderingContext2D, live: LiveScene): void {
  const { linked, pointer, scene, timed } = live;
  if (pointer !== undefined) {
    const { price, timeMs, x } = pointedAt(scene, timed, pointer);
    paintCross(context, scene, { x, timeMs, y: pointer.y, price });
  } else if (linked !== undefined) {
    const x = xOf(scene.frame.places, Math.floor(placeOfTime(timed, linked.timeMs)) + 0.5);
    const y = linked.price === undefined ? undefined : yOf(scene.scale, linked.price);
    paintCross(context, scene, { ...linked, x, y });
  }
}

interface Cross {
  readonly x: number;
  readonly y: number | undefined;
  readonly timeMs: number;
  readonly price: number | undefined;
}

function paintCross(
  context: CanvasRenderingContext2D,
  scene: ChartScene,
  { price, timeMs, x, y }: Cross,
): void {
  const { colors, frame } = scene;
  const bottom = frame.height - TIME_PX;
  context.strokeStyle = colors.textSoft;
  context.lineWidth = 1;
  context.setLineDash([3, 3]);
  context.beginPath();
  if (x >= 0 && x <= axisX(frame)) {
    context.moveTo(Math.round(x) + 0.5, 0);
    context.lineTo(Math.round(x) + 0.5, bottom);
  }
  if (y !== undefined && y >= 0 && y <= bottom) {
    context.moveTo(0, Math.round(y) + 0.5);
    context.lineTo(axisX(frame), Math.round(y) + 0.5);
  }
  context.stroke();
  context.setLineDash([]);
  if (x >= 0 && x <= axisX(frame)) paintTimeTag(context, scene, x, momentText(scene, timeMs));
  if (price !== undefined && y !== undefined)
    paintPriceTag(context, scene, y, {
      text: scene.formatPrice(price),
      fill: colors.raised,
      ink: colors.text,
    });
}

/** Day and time, with seconds where bars may be shorter than a minute. */
function momentText({ loaded }: ChartScene, timeMs: number): string {
  const { closeTimeMs, openTimeMs } = loaded.columns;
  const length = loaded.count > 0 ? (closeTimeMs[0] as number) - (openTimeMs[0] as number) : 0;
  const isRound = length % 60_000 === 0 && timeMs % 60_000 === 0 && length > 0;
  return `${formatDay(timeMs)} ${isRound ? formatMinute(timeMs) : formatTime(timeMs)}`;
}
