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

/** Height of the box a quote is written in; nothing else is written over it. */
const QUOTE_PX = 16;

/** Where the best ask and the best bid are written: beside their prices, but never on each other. */
export function quotePlaces(askY: number, bidY: number, height: number): { ask: number; bid: number } {
  const half = QUOTE_PX / 2;
  const ask = Math.min(Math.max(askY - half, half), height - half - QUOTE_PX);
  return { ask, bid: Math.min(Math.max(bidY + half, ask + QUOTE_PX), height - half) };
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
  context.textBaseline = 'middle';
  paintPrices(context, scene, paintQuoteTexts(context, scene));
  paintTimes(context, scene);
}

/** Round prices, but for those that would lie under the quotes. */
function paintPrices(
  context: CanvasRenderingContext2D,
  { colors, frame, priceText, tickSize }: Scene,
  taken: readonly number[],
): void {
  context.fillStyle = colors.textSoft;
  context.textAlign = 'left';
  const step = Math.max(1, roundStep((LABEL_EVERY_PX / frame.rowPx) * frame.rowTicks));
  const lowest = ticksAt(frame, frame.height);
  for (let ticks = Math.ceil(lowest / step) * step; ticksY(frame, ticks) >= 6; ticks += step) {
    const y = ticksY(frame, ticks);
    if (y < frame.height - 6 && taken.every((quote) => Math.abs(quote - y) >= QUOTE_PX - 2))
      context.fillText(priceText(ticks * tickSize), frame.width + BARS_PX + 6, y);
  }
}

function paintTimes(context: CanvasRenderingContext2D, { colors, frame, timeText }: Scene): void {
  context.fillStyle = colors.textSoft;
  context.textAlign = 'center';
  const least = (TIME_EVERY_PX / frame.columnPx) * frame.columnMs;
  const step = STEPS_MS.find((ms) => ms >= least) ?? Math.ceil(least / 3_600_000) * 3_600_000;
  const first = Math.ceil(timeAt(frame, 30) / step) * step;
  for (let time = first; timeX(frame, time) < frame.width - 24; time += step)
    context.fillText(timeText(time), timeX(frame, time), frame.height + TIMES_PX / 2 + 1);
}

/** The prices of the last book in their colors; answers with where they were written. */
function paintQuoteTexts(context: CanvasRenderingContext2D, scene: Scene): readonly number[] {
  const { colors, frame, priceText, store, tickSize } = scene;
  const { askTicks: ask = 0, bidTicks: bid = 0 } = store.forming ?? {};
  if (bid === 0 || ask === 0) return [];
  const places = quotePlaces(ticksY(frame, ask), ticksY(frame, bid), frame.height);
  const left = frame.width + BARS_PX + 6;
  context.textAlign = 'left';
  context.fillStyle = colors.down;
  context.fillText(priceText(ask * tickSize), left, places.ask);
  context.fillStyle = colors.up;
  context.fillText(priceText(bid * tickSize), left, places.bid);
  return [places.ask, places.bid];
}
