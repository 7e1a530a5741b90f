import { xOf } from '../../../charts/chart-view.ts';
import { yOf } from '../../../charts/price-scale.ts';
import { formatChange, formatCount, formatShare } from '../../../formatting/numbers.ts';
import { formatAge } from '../../../formatting/times.ts';
import { type ChartScene, axisX } from '../chart-scene.ts';
import type { Anchor, Drawing } from '../drawings/drawing.ts';
import { FIBONACCI, type PaneBox, segmentsOf, type Spot } from '../drawings/drawing-shape.ts';
import { placeOfTime, type TimedBars } from '../place-of-time.ts';
import type { LiveScene } from './live-scene.ts';
import { paintBox, paintPriceTag } from './paint-tags.ts';

/** Anchors of a drawing in pixels; a moment that begins a bar lies in the middle of it. */
export const spotsOf = (scene: ChartScene, timed: TimedBars, drawing: Drawing): readonly Spot[] =>
  drawing.anchors.map(({ price, timeMs }) => ({
    x: xOf(scene.frame.places, placeOfTime(timed, timeMs) + 0.5),
    y: yOf(scene.scale, price),
  }));

/** The pane that drawings lie in. */
export const drawingPane = ({ frame }: ChartScene): PaneBox => ({
  left: 0,
  right: axisX(frame),
  top: frame.price.top,
  bottom: frame.price.top + frame.price.height,
});

/** All drawings, the one that is being set last. */
export function paintDrawings(context: CanvasRenderingContext2D, live: LiveScene): void {
  const { draft, drawings, scene } = live;
  const pane = drawingPane(scene);
  context.save();
  context.beginPath();
  context.rect(pane.left, pane.top, pane.right, pane.bottom - pane.top);
  context.clip();
  for (const drawing of drawings) paintDrawing(context, live, drawing);
  if (draft !== undefined) paintDrawing(context, live, draft);
  context.restore();
  for (const drawing of drawings)
    if (drawing.kind === 'horizontal') tagPrice(context, live, drawing.anchors[0]?.price);
}

function paintDrawing(context: CanvasRenderingContext2D, live: LiveScene, drawing: Drawing): void {
  const { scene, selected, timed } = live;
  const { colors } = scene;
  const spots = spotsOf(scene, timed, drawing);
  context.strokeStyle = context.fillStyle = colors.accent;
  context.lineWidth = drawing.id === selected ? 2.5 : 1.25;
  fillBetween(context, drawing, spots);
  context.beginPath();
  for (const { from, to } of segmentsOf(drawing, spots, drawingPane(scene))) {
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
  }
  context.stroke();
  label(context, live, drawing, spots);
  if (drawing.id === selected || drawing.kind === 'vwap') paintHandles(context, scene, spots);
}

function fillBetween(
  context: CanvasRenderingContext2D,
  { kind }: Drawing,
  [one, other]: readonly Spot[],
): void {
  if ((kind !== 'rectangle' && kind !== 'measure') || one === undefined || other === undefined) return;
  context.globalAlpha = 0.12;
  context.fillRect(one.x, one.y, other.x - one.x, other.y - one.y);
  context.globalAlpha = 1;
}

function paintHandles(
  context: CanvasRenderingContext2D,
  { colors }: ChartScene,
  spots: readonly Spot[],
): void {
  for (const { x, y } of spots) {
    context.beginPath();
    context.arc(x, y, 4.5, 0, 2 * Math.PI);
    context.fillStyle = colors.panel;
    context.fill();
    context.strokeStyle = colors.accent;
    context.lineWidth = 2;
    context.stroke();
  }
}

function label(
  context: CanvasRenderingContext2D,
  live: LiveScene,
  drawing: Drawing,
  [one, other]: readonly Spot[],
): void {
  const { scene } = live;
  if (one === undefined) return;
  context.textAlign = 'left';
  if (drawing.kind === 'note') {
    context.fillStyle = scene.colors.text;
    context.fillText(drawing.text, one.x + 6, one.y);
    context.fillStyle = scene.colors.accent;
    context.fillRect(one.x, one.y - 7, 2, 14);
  }
  const [from, to] = drawing.anchors;
  if (other === undefined || from === undefined || to === undefined) return;
  if (drawing.kind === 'fibonacci') labelLevels(context, scene, { one, other, from, to });
  if (drawing.kind === 'measure') paintBox(context, scene, other, measureText(live, from, to));
}

function labelLevels(
  context: CanvasRenderingContext2D,
  { colors, formatPrice }: ChartScene,
  move: { readonly one: Spot; readonly other: Spot; readonly from: Anchor; readonly to: Anchor },
): void {
  const { from, one, other, to } = move;
  context.fillStyle = colors.text;
  for (const share of FIBONACCI) {
    const y = other.y + (one.y - other.y) * share;
    const price = to.price + (from.price - to.price) * share;
    context.fillText(`${formatShare(share)} ${formatPrice(price)}`, Math.min(one.x, other.x) + 4, y - 7);
  }
}

/** What lies between two points: price, bars and time. */
export function measureText(
  { scene, texts, timed }: Pick<LiveScene, 'scene' | 'texts' | 'timed'>,
  from: Anchor,
  to: Anchor,
): string {
  const change = to.price / from.price - 1;
  const difference = scene.formatPrice(to.price - from.price);
  const bars = Math.round(placeOfTime(timed, to.timeMs)) - Math.round(placeOfTime(timed, from.timeMs));
  return texts.chart.drawings.measured(
    formatChange(change),
    difference,
    formatCount(bars),
    formatAge(Math.abs(to.timeMs - from.timeMs)),
  );
}

function tagPrice(context: CanvasRenderingContext2D, { scene }: LiveScene, price: number | undefined): void {
  if (price === undefined) return;
  const y = yOf(scene.scale, price);
  const { top, bottom } = drawingPane(scene);
  if (y < top || y > bottom) return;
  const { accent, panel } = scene.colors;
  paintPriceTag(context, scene, y, { text: scene.formatPrice(price), fill: accent, ink: panel });
}
