import { type PriceScale, roomyScale, yOf } from '../../../charts/price-scale.ts';
import { type ChartScene, pointX, showsForming, visiblePoints } from '../chart-scene.ts';
import type { DrawnIndicator, IndicatorValues } from '../drawn-indicator.ts';
import { hasIndicators } from '../use-indicators.ts';

/** Indicators over the prices and in their own panes. */
export function paintIndicators(context: CanvasRenderingContext2D, scene: ChartScene): void {
  // Coarser points may stand in for the bars they were computed on.
  if (!hasIndicators(scene.loaded)) return;
  const scales = ownScales(scene);
  let pane = 0;
  for (const drawn of scene.indicators) {
    const scale = drawn.indicator.pane === 'own' ? scales[pane++] : scene.scale;
    if (scale !== undefined) paintIndicator(context, scene, drawn, scale);
  }
  paintNames(context, scene);
}

/** A lower pane has room for its line alone; the legend names it too. */
const LEAST_NAMED_PX = 30;

/** The name and unit of an added formula in the corner of its pane. */
function paintNames(context: CanvasRenderingContext2D, { colors, frame, indicators }: ChartScene): void {
  const own = indicators.filter(({ indicator }) => indicator.pane === 'own');
  context.textAlign = 'left';
  context.textBaseline = 'top';
  for (const [at, { indicator }] of own.entries()) {
    const pane = frame.own[at];
    if (indicator.added === undefined || pane === undefined || pane.height < LEAST_NAMED_PX) continue;
    const { id, title, unit } = indicator.added;
    context.fillStyle = colors.lines[indicator.color];
    context.fillText(`${id} ${title} · ${unit}`, 6, pane.top + 2, frame.places.width - 12);
  }
  context.textBaseline = 'middle';
}

function paintIndicator(
  context: CanvasRenderingContext2D,
  scene: ChartScene,
  { indicator, lines }: DrawnIndicator,
  scale: PriceScale,
): void {
  context.save();
  context.beginPath();
  context.rect(0, scale.top, scene.frame.places.width, scale.height);
  context.clip();
  context.strokeStyle = scene.colors.lines[indicator.color];
  context.lineWidth = 1.25;
  for (const [at, line] of lines.entries()) {
    context.globalAlpha = lines.length > 1 && at === 1 ? 0.5 : 1;
    context.beginPath();
    traceLine(context, scene, line, scale);
    context.stroke();
  }
  context.restore();
}

/** A value by itself is a dot this wide. */
const DOT_PX = 1.5;

/** The values on screen, with gaps where there are none; the bar that is open is the last. */
function traceLine(
  context: CanvasRenderingContext2D,
  scene: ChartScene,
  line: IndicatorValues,
  scale: PriceScale,
): void {
  const { from, to } = shownPoints(scene);
  let isDown = false;
  for (let point = from; point <= to; point += 1) {
    const value = valueAt(line, scene.loaded.first + point);
    if (value !== undefined) {
      const [x, y] = [pointX(scene, point), yOf(scale, value)];
      if (isDown) context.lineTo(x, y);
      else context.moveTo(x - DOT_PX / 2, y);
      if (!isDown) context.lineTo(x + DOT_PX / 2, y);
    }
    isDown = value !== undefined;
  }
}

/** The points on screen and the bar that is open, of which some lines know a value. */
function shownPoints(scene: ChartScene): ReturnType<typeof visiblePoints> {
  const { from, to } = visiblePoints(scene);
  const isNewest = to === scene.loaded.count - 1 && showsForming(scene);
  return { from, to: isNewest ? to + 1 : to };
}

/** The value of a line at a place; undefined where it is not warm or not known. */
export function valueAt(line: IndicatorValues | undefined, place: number): number | undefined {
  const value = line?.values[place - line.first];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** Scales of the panes that indicators have to themselves, from the top; none where there is no value. */
export function ownScales(scene: ChartScene): readonly (PriceScale | undefined)[] {
  if (!hasIndicators(scene.loaded)) return [];
  const own = scene.indicators.filter(({ indicator }) => indicator.pane === 'own');
  return own.map(({ lines }, at) => {
    const pane = scene.frame.own[at];
    const values = lines.flatMap((line) => visibleValues(scene, line));
    return pane === undefined || values.length === 0
      ? undefined
      : roomyScale(Math.min(...values), Math.max(...values), pane);
  });
}

function visibleValues(scene: ChartScene, line: IndicatorValues): readonly number[] {
  const { from, to } = shownPoints(scene);
  const values: number[] = [];
  for (let point = from; point <= to; point += 1) {
    const value = valueAt(line, scene.loaded.first + point);
    if (value !== undefined) values.push(value);
  }
  return values;
}
