import { AXIS_PX, BARS_PX, type Scene, TIMES_PX } from './scene.ts';
import { ticksAt, ticksY, timeAt, timeX } from './viewport.ts';

const LABEL_EVERY_PX = 46;
const TIME_EVERY_PX = 96;
const STEPS_MS = [
  1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000,
];

/** The round step nearest above: 1, 2 or 5 times a power of ten. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((times) => times * power >= least) ?? 10) * power;
}

/** Draws prices right of the columns and times below, and the price of the last book in a box. */
export function paintAxes(context: CanvasRenderingContext2D, scene: Scene): void {
  const { colors, frame } = scene;
  context.fillStyle = colors.panel;
  context.fillRect(frame.width + BARS_PX, 0, AXIS_PX, frame.height + TIMES_PX);
  context.fillRect(0, frame.height, frame.width + BARS_PX, TIMES_PX);
  context.strokeStyle = colors.hairline;
  context.lineWidth = 1;
  context.strokeRect(-0.5, -0.5, frame.width + BARS_PX + 1, frame.height + 1);
  context.font = '400 11px "Inter Variable", sans-serif';
  context.fillStyle = colors.textSoft;
  context.textBaseline = 'middle';
  paintPrices(context, scene);
  paintTimes(context, scene);
  paintMid(context, scene);
}

function paintPrices(context: CanvasRenderingContext2D, { frame, priceText, tickSize }: Scene): void {
  context.textAlign = 'left';
  const step = Math.max(1, roundStep((LABEL_EVERY_PX / frame.rowPx) * frame.rowTicks));
  const lowest = ticksAt(frame, frame.height);
  for (let ticks = Math.ceil(lowest / step) * step; ticksY(frame, ticks) >= 6; ticks += step) {
    const y = ticksY(frame, ticks);
    if (y < frame.height - 6) context.fillText(priceText(ticks * tickSize), frame.width + BARS_PX + 6, y);
  }
}

function paintTimes(context: CanvasRenderingContext2D, { frame, timeText }: Scene): void {
  context.textAlign = 'center';
  const least = (TIME_EVERY_PX / frame.columnPx) * frame.columnMs;
  const step = STEPS_MS.find((ms) => ms >= least) ?? Math.ceil(least / 3_600_000) * 3_600_000;
  const first = Math.ceil(timeAt(frame, 30) / step) * step;
  for (let time = first; timeX(frame, time) < frame.width - 24; time += step)
    context.fillText(timeText(time), timeX(frame, time), frame.height + TIMES_PX / 2 + 1);
}

function paintMid(context: CanvasRenderingContext2D, scene: Scene): void {
  const { colors, frame, priceText, store, tickSize } = scene;
  const now = store.forming;
  const bid = now?.bidTicks ?? 0;
  const ask = now?.askTicks ?? 0;
  if (bid === 0 || ask === 0) return;
  for (const [ticks, color, down] of [
    [ask, colors.down, -9],
    [bid, colors.up, 9],
  ] as const) {
    const y = Math.min(Math.max(ticksY(frame, ticks) + down, 9), frame.height - 9);
    context.fillStyle = colors.panel;
    context.fillRect(frame.width + BARS_PX + 1, y - 8, AXIS_PX, 16);
    context.fillStyle = color;
    context.textAlign = 'left';
    context.fillText(priceText(ticks * tickSize), frame.width + BARS_PX + 6, y);
  }
}
