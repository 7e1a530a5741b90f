import { yOf } from '../../../charts/price-scale.ts';
import { type ChartScene, showsForming } from '../chart-scene.ts';
import { xOf } from '../../../charts/chart-view.ts';
import type { VwapLine } from '../use-anchored-vwaps.ts';

/** Bands are drawn at so many standard deviations to both sides. */
const BANDS = [1, 2] as const;

/** Anchored mean prices with their bands. */
export function paintVwaps(context: CanvasRenderingContext2D, scene: ChartScene): void {
  const { frame, vwaps } = scene;
  context.save();
  context.beginPath();
  context.rect(0, frame.price.top, frame.places.width, frame.price.height);
  context.clip();
  context.strokeStyle = scene.colors.lines.vwap;
  for (const line of vwaps) {
    context.lineWidth = 1.5;
    context.setLineDash([]);
    paintBand(context, scene, line, 0);
    context.lineWidth = 1;
    for (const band of BANDS) {
      context.setLineDash(band === 1 ? [6, 3] : [2, 3]);
      paintBand(context, scene, line, band);
      paintBand(context, scene, line, -band);
    }
  }
  context.restore();
}

function paintBand(
  context: CanvasRenderingContext2D,
  scene: ChartScene,
  { deviation, first, merged, now, vwap }: VwapLine,
  band: number,
): void {
  const { frame, scale, total } = scene;
  context.beginPath();
  for (const [at, value] of vwap.entries()) {
    const end = Math.min(first + (at + 0.5) * merged, total);
    context.lineTo(xOf(frame.places, end), yOf(scale, value + band * (deviation[at] ?? 0)));
  }
  if (now !== null && showsForming(scene))
    context.lineTo(xOf(frame.places, total + 0.5), yOf(scale, now.vwap + band * now.deviation));
  context.stroke();
}
