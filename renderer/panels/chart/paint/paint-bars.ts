import type { ChartBarView } from '../../../../engine/contract/chart-commands.ts';
import { yOf } from '../../../charts/price-scale.ts';
import { RectBatch } from '../../../charts/rect-batch.ts';
import { deltaOf } from '../bar-columns.ts';
import { type ChartScene, pointBox, visiblePoints } from '../chart-scene.ts';

const WIDEST_PX = 14;
/** Narrower points have no room for a body: only from low to high. */
const NARROWEST_BODY_PX = 3;

type Tone = 'up' | 'down' | 'unknown';
type Prices = Pick<ChartBarView, 'open' | 'high' | 'low' | 'close' | 'buyBase' | 'knownBase'>;

/** Shapes of one color, painted together. */
interface Batch {
  readonly wicks: RectBatch;
  readonly bodies: RectBatch;
}

const batchOf = (): Batch => ({ wicks: new RectBatch(), bodies: new RectBatch() });
/** Those of the picture that is being painted. */
const batches: Readonly<Record<Tone, Batch>> = { up: batchOf(), down: batchOf(), unknown: batchOf() };
/** The bar that is being put into them. */
const bar: { -readonly [Field in keyof Prices]: Prices[Field] } = {
  open: 0,
  high: 0,
  low: 0,
  close: 0,
  buyBase: 0,
  knownBase: 0,
};

/** The closed bars on screen. */
export function paintBars(context: CanvasRenderingContext2D, scene: ChartScene): void {
  if (scene.style === 'line') {
    paintLine(context, scene);
    return;
  }
  clearBatches();
  const { columns } = scene.loaded;
  const { from, to } = visiblePoints(scene);
  const { left, width } = pointBox(scene, from);
  for (let point = from; point <= to; point += 1) {
    bar.open = columns.open[point] as number;
    bar.high = columns.high[point] as number;
    bar.low = columns.low[point] as number;
    bar.close = columns.close[point] as number;
    bar.buyBase = columns.buyBase[point] as number;
    bar.knownBase = columns.knownBase[point] as number;
    addBar(scene, bar, left + (point - from) * width, width);
  }
  fillBatches(context, scene);
}

/** One bar by itself: the one that is open. */
export function paintOneBar(
  context: CanvasRenderingContext2D,
  scene: ChartScene,
  one: Prices,
  { left, width }: { readonly left: number; readonly width: number },
): void {
  clearBatches();
  addBar(scene, one, left, width);
  fillBatches(context, scene);
}

function clearBatches(): void {
  for (const { bodies, wicks } of Object.values(batches)) {
    bodies.clear();
    wicks.clear();
  }
}

function toneOf(style: ChartScene['style'], bar: Prices): Tone {
  if (style !== 'delta') return bar.close >= bar.open ? 'up' : 'down';
  const delta = deltaOf(bar);
  if (delta === undefined) return 'unknown';
  return delta >= 0 ? 'up' : 'down';
}

function addBar({ scale, style }: ChartScene, one: Prices, left: number, width: number): void {
  const { bodies, wicks } = batches[toneOf(style, one)];
  const x = Math.round(left + width / 2);
  const high = yOf(scale, one.high);
  wicks.add(x, high, 1, yOf(scale, one.low) - high);
  if (width < NARROWEST_BODY_PX) return;
  const body = Math.max(1, Math.min(WIDEST_PX, Math.round(width * 0.7)));
  const top = yOf(scale, Math.max(one.open, one.close));
  bodies.add(x - Math.floor(body / 2), top, body, yOf(scale, Math.min(one.open, one.close)) - top);
}

// Rising bodies are open and falling ones are full, so that direction is not told by color alone.
const RISING_FILL: Readonly<Record<ChartScene['style'], number>> = {
  candles: 30,
  hollow: 0,
  delta: 30,
  line: 0,
};

function fillBatches(context: CanvasRenderingContext2D, { colors, style }: ChartScene): void {
  const { down, unknown, up } = batches;
  down.wicks.fill(context, colors.down);
  down.bodies.fill(context, colors.down);
  fillOpen(context, up, colors.up, insideOf(colors.up, colors.panel, style));
  fillOpen(context, unknown, colors.textSoft, insideOf(colors.textSoft, colors.panel, style));
}

const insideOf = (color: string, panel: string, style: ChartScene['style']): string =>
  `color-mix(in srgb, ${color} ${RISING_FILL[style]}%, ${panel})`;

function fillOpen(
  context: CanvasRenderingContext2D,
  { bodies, wicks }: Batch,
  color: string,
  inside: string,
): void {
  wicks.fill(context, color);
  bodies.fill(context, color);
  bodies.fillInside(context, inside);
}

function paintLine(context: CanvasRenderingContext2D, scene: ChartScene): void {
  const { colors, loaded, scale } = scene;
  const { from, to } = visiblePoints(scene);
  const { left, width } = pointBox(scene, 0);
  context.beginPath();
  for (let point = Math.max(0, from - 1); point <= to; point += 1)
    context.lineTo(left + (point + 0.5) * width, yOf(scale, loaded.columns.close[point] as number));
  context.strokeStyle = colors.accent;
  context.lineWidth = 1.5;
  context.stroke();
}
