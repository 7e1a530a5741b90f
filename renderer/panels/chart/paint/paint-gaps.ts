import { axisX, type ChartScene, pointBox, visiblePoints } from '../chart-scene.ts';
import type { LoadedBars } from '../bar-columns.ts';
import { TIME_PX } from '../chart-frame.ts';

/** In less than this a quiet market may just not have traded. */
const LEAST_GAP_MS = 30 * 60_000;
/** Nor in less than so many lengths of the bars beside it. */
const LEAST_LENGTHS = 3;

/**
 * Points before which time is missing. Bars stand side by side whatever lies between them, so that a hole in
 * what is known would not be seen.
 */
export function gapPoints({ columns, count }: LoadedBars, from: number, to: number): readonly number[] {
  const found: number[] = [];
  for (let point = Math.max(1, from); point <= Math.min(to, count - 1); point += 1) {
    const ended = columns.closeTimeMs[point - 1] as number;
    const length = ended - (columns.openTimeMs[point - 1] as number);
    const missing = (columns.openTimeMs[point] as number) - ended;
    if (missing >= Math.max(LEAST_GAP_MS, LEAST_LENGTHS * length)) found.push(point);
  }
  return found;
}

/** A dashed line wherever time is missing between two bars. */
export function paintGaps(context: CanvasRenderingContext2D, scene: ChartScene): void {
  const { colors, frame, loaded } = scene;
  const { from, to } = visiblePoints(scene);
  const points = gapPoints(loaded, from, to);
  if (points.length === 0) return;
  context.beginPath();
  for (const point of points) {
    const x = Math.round(pointBox(scene, point).left) + 0.5;
    if (x < 0 || x > axisX(frame)) continue;
    context.moveTo(x, 0);
    context.lineTo(x, frame.height - TIME_PX);
  }
  context.strokeStyle = colors.textSoft;
  context.lineWidth = 1;
  context.setLineDash([2, 4]);
  context.stroke();
  context.setLineDash([]);
}
