import { type PriceScale, roomyScale, yOf } from '../../../charts/price-scale.ts';
import { type ChartScene, pointX, visiblePoints } from '../chart-scene.ts';
import { type DrawnIndicator, hasIndicators, type IndicatorValues } from '../use-indicators.ts';

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
}

function paintIndicator(
  context: CanvasRenderingContext2D,
  scene: ChartScene,
  { indicator, lines }: DrawnIndicator,
  scale: PriceScale,
): void {
  const { from, to } = visiblePoints(scene);
  context.save();
  context.beginPath();
  context.rect(0, scale.top, scene.frame.places.width, scale.height);
  context.clip();
  context.strokeStyle = scene.colors.lines[indicator.key];
  context.lineWidth = 1.25;
  for (const [at, line] of lines.entries()) {
    context.globalAlpha = lines.length > 1 && at === 1 ? 0.5 : 1;
    context.beginPath();
    for (let point = from; point <= to; point += 1) {
      const value = valueAt(line, scene.loaded.first + point);
      if (value !== undefined) context.lineTo(pointX(scene, point), yOf(scale, value));
    }
    context.stroke();
  }
  context.restore();
}

/** The value of a line at a place; undefined where it is not warm or not known. */
export function valueAt({ first, values }: IndicatorValues, place: number): number | undefined {
  const value = values[place - first];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** Scales of the panes that indicators have to themselves, from the top. */
export function ownScales(scene: ChartScene): readonly PriceScale[] {
  if (!hasIndicators(scene.loaded)) return [];
  const own = scene.indicators.filter(({ indicator }) => indicator.pane === 'own');
  return own.flatMap(({ lines }, at) => {
    const pane = scene.frame.own[at];
    const values = lines.flatMap((line) => visibleValues(scene, line));
    return pane === undefined || values.length === 0
      ? []
      : [roomyScale(Math.min(...values), Math.max(...values), pane)];
  });
}

function visibleValues(scene: ChartScene, line: IndicatorValues): readonly number[] {
  const { from, to } = visiblePoints(scene);
  const values: number[] = [];
  for (let point = from; point <= to; point += 1) {
    const value = valueAt(line, scene.loaded.first + point);
    if (value !== undefined) values.push(value);
  }
  return values;
}
