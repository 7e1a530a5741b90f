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

/** The closed bars on screen. */
export function paintBars(context: CanvasRenderingContext2D, scene: ChartScene): void {
  if (scene.style === 'line') {
    paintLine(context, scene);
    return;
  }
  const batches = batchesOf();
  const { columns } = scene.loaded;
  const { from, to } = visiblePoints(scene);
  for (let point = from; point <= to; point += 1) {
    const bar = {
      open: columns.open[point] as number,
      high: columns.high[point] as number,
      low: columns.low[point] as number,
      close: columns.close[point] as number,
      buyBase: columns.buyBase[point] as number,
      knownBase: columns.knownBase[point] as number,
    };
    addBar(batches, scene, bar, pointBox(scene, point));
  }
  fillBatches(context, scene, batches);
}

/** One bar by itself: the one that is open. */
export function paintOneBar(
  context: CanvasRenderingContext2D,
  scene: ChartScene,
  bar: Prices,
  box: { readonly left: number; readonly width: number },
): void {
  const batches = batchesOf();
  addBar(batches, scene, bar, box);
  fillBatches(context, scene, batches);
}

const batchesOf = (): Readonly<Record<Tone, Batch>> => {
  const batch = () => ({ wicks: new RectBatch(), bodies: new RectBatch() });
  return { up: batch(), down: batch(), unknown: batch() };
};

function toneOf(style: ChartScene['style'], bar: Prices): Tone {
  if (style !== 'delta') return bar.close >= bar.open ? 'up' : 'down';
  const delta = deltaOf(bar);
  if (delta === undefined) return 'unknown';
  return delta >= 0 ? 'up' : 'down';
}

function addBar(
  batches: Readonly<Record<Tone, Batch>>,
  { scale, style }: ChartScene,
  bar: Prices,
  { left, width }: { readonly left: number; readonly width: number },
): void {
  const { bodies, wicks } = batches[toneOf(style, bar)];
  const x = Math.round(left + width / 2);
  const [high, low] = [yOf(scale, bar.high), yOf(scale, bar.low)];
  if (width < NARROWEST_BODY_PX) {
    wicks.add(x, high, 1, low - high);
    return;
  }
  const body = Math.max(1, Math.min(WIDEST_PX, Math.round(width * 0.7)));
  const [one, other] = [yOf(scale, bar.open), yOf(scale, bar.close)];
  const [top, bottom] = [Math.min(one, other), Math.max(one, other)];
  wicks.add(x, high, 1, low - high);
  bodies.add(x - Math.floor(body / 2), top, body, bottom - top);
}

// Rising bodies are open and falling ones are full, so that direction is not told by color alone.
const RISING_FILL: Readonly<Record<ChartScene['style'], number>> = {
  candles: 0.3,
  hollow: 0,
  delta: 0.3,
  line: 0,
};

function fillBatches(
  context: CanvasRenderingContext2D,
  { colors, style }: ChartScene,
  { down, unknown, up }: Readonly<Record<Tone, Batch>>,
): void {
  down.wicks.fill(context, colors.down);
  down.bodies.fill(context, colors.down);
  for (const [batch, color] of [
    [up, colors.up],
    [unknown, colors.textSoft],
  ] as const) {
    batch.wicks.fill(context, color);
    batch.bodies.fill(context, color);
    batch.bodies.fillInside(context, colors.panel);
    batch.bodies.fillInside(context, color, RISING_FILL[style]);
  }
}

function paintLine(context: CanvasRenderingContext2D, scene: ChartScene): void {
  const { colors, loaded, scale } = scene;
  const { from, to } = visiblePoints(scene);
  context.beginPath();
  for (let point = Math.max(0, from - 1); point <= to; point += 1) {
    const { left, width } = pointBox(scene, point);
    context.lineTo(left + width / 2, yOf(scale, loaded.columns.close[point] as number));
  }
  context.strokeStyle = colors.accent;
  context.lineWidth = 1.5;
  context.stroke();
}
