import { roundValues, yOf } from '../../../charts/price-scale.ts';
import { timeTicks } from '../../../charts/time-ticks.ts';
import { formatShort } from '../../../formatting/numbers.ts';
import { formatDay, formatMinute, formatMonth, formatTime } from '../../../formatting/times.ts';
import { TIME_PX } from '../chart-frame.ts';
import { axisX, type ChartScene, pointBox, visiblePoints } from '../chart-scene.ts';
import { ownScales } from './paint-indicators.ts';

const LABEL_APART_PX = 92;
const PRICE_APART_PX = 44;
const VALUE_APART_PX = 16;
export const CHART_FONT = '500 11px "Inter Variable", sans-serif';

const tickText = { month: formatMonth, day: formatDay, minute: formatMinute, second: formatTime } as const;

/** Grid, price and time axes. */
export function paintAxes(context: CanvasRenderingContext2D, scene: ChartScene): void {
  context.font = CHART_FONT;
  context.textBaseline = 'middle';
  paintTimes(context, scene);
  paintPrices(context, scene);
  paintOwn(context, scene);
  paintBorders(context, scene);
}

function paintTimes(context: CanvasRenderingContext2D, scene: ChartScene): void {
  const { colors, frame, loaded } = scene;
  const { from, to } = visiblePoints(scene);
  const bottom = frame.height - TIME_PX;
  const { left, width } = pointBox(scene, from);
  const points = {
    count: Math.max(0, to - from + 1),
    timeAt: (at: number) => loaded.columns.openTimeMs[from + at] as number,
    xAt: (at: number) => left + at * width,
  };
  const offsetMs = points.count > 0 ? -new Date(points.timeAt(0)).getTimezoneOffset() * 60_000 : 0;
  context.textAlign = 'left';
  for (const { shows, timeMs, x } of timeTicks(points, LABEL_APART_PX, offsetMs)) {
    if (x < 0 || x > axisX(frame) - 40) continue;
    context.fillStyle = colors.grid;
    context.fillRect(Math.round(x), 0, 1, bottom);
    context.fillStyle = shows === 'day' || shows === 'month' ? colors.text : colors.textSoft;
    context.fillText(tickText[shows](timeMs), Math.round(x) + 4, bottom + TIME_PX / 2);
  }
}

function paintPrices(context: CanvasRenderingContext2D, scene: ChartScene): void {
  const { colors, formatPrice, frame, scale } = scene;
  const most = Math.max(2, Math.floor(frame.price.height / PRICE_APART_PX));
  for (const price of roundValues(scale.low, scale.high, most)) {
    const y = Math.round(yOf(scale, price));
    context.fillStyle = colors.grid;
    context.fillRect(0, y, axisX(frame), 1);
    context.fillStyle = colors.textSoft;
    context.fillText(formatPrice(price), axisX(frame) + 6, y);
  }
}

function paintOwn(context: CanvasRenderingContext2D, scene: ChartScene): void {
  const { colors, frame } = scene;
  context.fillStyle = colors.textSoft;
  for (const scale of ownScales(scene)) {
    if (scale === undefined) continue;
    const most = Math.min(3, Math.floor(scale.height / VALUE_APART_PX));
    for (const value of roundValues(scale.low, scale.high, Math.max(1, most)).slice(0, most))
      context.fillText(formatShort(value), axisX(frame) + 6, Math.round(yOf(scale, value)));
  }
}

function paintBorders(context: CanvasRenderingContext2D, { colors, frame }: ChartScene): void {
  context.fillStyle = colors.hairline;
  context.fillRect(Math.round(axisX(frame)), 0, 1, frame.height - TIME_PX);
  context.fillRect(0, frame.height - TIME_PX, frame.width, 1);
  for (const { top } of [frame.volume, ...frame.own])
    context.fillRect(0, Math.round(top) - 3, frame.width, 1);
}
