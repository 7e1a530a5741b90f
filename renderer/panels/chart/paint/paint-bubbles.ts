import { xOf } from '../../../charts/chart-view.ts';
import { yOf } from '../../../charts/price-scale.ts';
import type { ChartScene } from '../chart-scene.ts';
import { placeOfTime } from '../place-of-time.ts';

const SMALLEST_PX = 3;
const LARGEST_PX = 18;

/** Big trades as circles whose area grows with their size: full for buyers, rings for sellers. */
export function paintBubbles(context: CanvasRenderingContext2D, scene: ChartScene): void {
  const { bigTrades, colors, forming, frame, loaded, scale, total } = scene;
  if (bigTrades === undefined) return;
  const timed = { loaded, forming, total, resolved: new Map<number, number>() };
  context.save();
  context.beginPath();
  context.rect(0, frame.price.top, frame.places.width, frame.price.height);
  context.clip();
  context.lineWidth = 1.5;
  for (const [at, timeMs] of bigTrades.timesMs.entries()) {
    const x = xOf(frame.places, placeOfTime(timed, timeMs));
    if (x < -LARGEST_PX || x > frame.places.width + LARGEST_PX) continue;
    const isBuy = (bigTrades.signedBase[at] ?? 0) > 0;
    context.beginPath();
    context.arc(
      x,
      yOf(scale, bigTrades.prices[at] ?? 0),
      bubbleRadius(bigTrades.timesQuantile[at] ?? 1),
      0,
      2 * Math.PI,
    );
    context.fillStyle = context.strokeStyle = isBuy ? colors.up : colors.down;
    context.globalAlpha = isBuy ? 0.4 : 0.12;
    context.fill();
    context.globalAlpha = 1;
    context.stroke();
  }
  context.restore();
}

/** Radius of a trade that is so many times the quantile, in pixels. */
export const bubbleRadius = (timesQuantile: number): number =>
  Math.min(LARGEST_PX, SMALLEST_PX * Math.sqrt(Math.max(1, timesQuantile)));
