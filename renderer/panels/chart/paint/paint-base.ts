import { fittedContext } from '../../../charts/canvas-size.ts';
import type { ChartScene } from '../chart-scene.ts';
import { paintAxes } from './paint-axes.ts';
import { paintBars } from './paint-bars.ts';
import { paintBubbles } from './paint-bubbles.ts';
import { paintIndicators } from './paint-indicators.ts';
import { paintGaps } from './paint-gaps.ts';
import { largestVolume, paintVolume } from './paint-volume.ts';
import { paintVwaps } from './paint-vwaps.ts';

/** Paints what changes only when the view or the closed bars do. */
export function paintBase(canvas: HTMLCanvasElement, scene: ChartScene): void {
  const { frame } = scene;
  const context = fittedContext(canvas, frame.width, frame.height);
  if (context === undefined) return;
  paintAxes(context, scene);
  paintGaps(context, scene);
  context.save();
  context.beginPath();
  context.rect(0, 0, frame.places.width, frame.height);
  context.clip();
  paintVolume(context, scene, largestVolume(scene));
  paintBars(context, scene);
  context.restore();
  paintIndicators(context, scene);
  paintVwaps(context, scene);
  paintBubbles(context, scene);
}
