import type { ChartBarView } from '../../../../engine/contract/chart-commands.ts';
import { yOf } from '../../../charts/price-scale.ts';
import { deltaOf } from '../bar-columns.ts';
import { type ChartScene, pointBox, visiblePoints } from '../chart-scene.ts';

const WIDEST_PX = 14;
/** Narrower points have no room for a body: only from low to high. */
const NARROWEST_BODY_PX = 3;

type Tone = 'up' | 'down' | 'unknown';
type Prices = Pick<ChartBarView, 'open' | 'high' | 'low' | 'close' | 'buyBase' | 'knownBase'>;

/** Shapes of one color, painted together. */
interface Batch {
  readonly wicks: Path2D;
  readonly bodies: Path2D;
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
  const batch = () => ({ wicks: new Path2D(), bodies: new Path2D() });
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
  const wick = Math.max(1, Math.min(1, width));
  if (width < NARROWEST_BODY_PX) {
    wicks.rect(x, high, wick, Math.max(1, low - high));
    return;
  }
  const body = Math.max(1, Math.min(WIDEST_PX, Math.round(width * 0.7)));
  const [one, other] = [yOf(scale, bar.open), yOf(scale, bar.close)];
  const [top, bottom] = [Math.min(one, other), Math.max(one, other)];
  // The wick ends at the body, which may be hollow.
  wicks.rect(x, high, wick, Math.max(0, top - high));
  wicks.rect(x, bottom, wick, Math.max(0, low - bottom));
  bodies.rect(
    x - Math.floor(body / 2) + 0.5,
    Math.round(top) + 0.5,
    body - 1,
    Math.max(0, Math.round(bottom - top) - 1),
  );
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
  batches: Readonly<Record<Tone, Batch>>,
): void {
  const colorOf = { up: colors.up, down: colors.down, unknown: colors.textSoft } as const;
  context.lineWidth = 1;
  for (const tone of ['up', 'down', 'unknown'] as const) {
    const { bodies, wicks } = batches[tone];
    context.fillStyle = context.strokeStyle = colorOf[tone];
    context.fill(wicks);
    context.globalAlpha = tone === 'down' ? 1 : RISING_FILL[style];
    if (context.globalAlpha > 0) context.fill(bodies);
    context.globalAlpha = 1;
    context.stroke(bodies);
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
