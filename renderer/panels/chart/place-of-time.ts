import type { ChartBarView } from '../../../engine/contract/chart-commands.ts';
import { type LoadedBars, pointAtTime } from './bar-columns.ts';

/** Points over which the usual length of a bar is taken. */
const USUAL_OVER = 100;

/** What is needed to turn moments into places and back. */
export interface TimedBars {
  readonly loaded: LoadedBars;
  readonly forming: ChartBarView | undefined;
  readonly total: number;
  /** Places of moments outside of the loaded bars, as the engine answered. */
  readonly resolved: ReadonlyMap<number, number>;
}

/**
 * Where a moment lies, as a place with its fraction. Beyond the newest bar time goes on at the usual pace
 * of the bars; before the loaded ones the engine's answer holds, or the usual pace until it is there.
 */
export function placeOfTime({ forming, loaded, resolved, total }: TimedBars, timeMs: number): number {
  const point = pointAtTime(loaded, timeMs);
  const { columns, count, end, first, merged } = loaded;
  if (count === 0) return first;
  if (point >= 0 && point < count - 1) {
    const begin = columns.openTimeMs[point] as number;
    const next = columns.openTimeMs[point + 1] as number;
    return first + (point + Math.min(1, (timeMs - begin) / Math.max(1, next - begin))) * merged;
  }
  if (point < 0 || end < total) {
    const known = resolved.get(timeMs);
    if (known !== undefined) return known;
  }
  if (point < 0) return first - ((columns.openTimeMs[0] as number) - timeMs) / usualMs(loaded);
  if (forming !== undefined && end === total && timeMs >= forming.openTimeMs)
    return total + (timeMs - forming.openTimeMs) / usualMs(loaded);
  const last = columns.openTimeMs[count - 1] as number;
  return Math.min(first + (count - 1) * merged + (timeMs - last) / usualMs(loaded), total + 1e6);
}

/** The moment a place stands for, the other way round. */
export function timeOfPlace({ forming, loaded, total }: TimedBars, place: number): number {
  const { columns, count, first, merged } = loaded;
  if (count === 0) return forming?.openTimeMs ?? 0;
  if (forming !== undefined && place >= total) return forming.openTimeMs + (place - total) * usualMs(loaded);
  const at = (place - first) / merged;
  const point = Math.floor(at);
  if (point < 0) return (columns.openTimeMs[0] as number) + at * merged * usualMs(loaded);
  const begin = columns.openTimeMs[Math.min(point, count - 1)] as number;
  if (point >= count - 1) return begin + (at - (count - 1)) * merged * usualMs(loaded);
  return begin + (at - point) * ((columns.openTimeMs[point + 1] as number) - begin);
}

/** Usual length of a bar in ms, over the newest loaded points. */
function usualMs({ columns, count, merged }: LoadedBars): number {
  const from = Math.max(0, count - USUAL_OVER);
  const length = (columns.closeTimeMs[count - 1] as number) - (columns.openTimeMs[from] as number);
  return Math.max(1, length / ((count - from) * merged));
}
