import type { ChartBarView } from '../../../../engine/contract/chart-commands.ts';
import { RectBatch } from '../../../charts/rect-batch.ts';
import { deltaOf } from '../bar-columns.ts';
import { type ChartScene, pointBox, showsForming, visiblePoints } from '../chart-scene.ts';

type Traded = Pick<ChartBarView, 'volumeBase' | 'buyBase' | 'knownBase'>;

/** The largest volume on screen, which reaches the top of the pane. */
export function largestVolume(scene: ChartScene): number {
  const { from, to } = visiblePoints(scene);
  let largest = showsForming(scene) ? (scene.forming?.volumeBase ?? 0) : 0;
  for (let point = from; point <= to; point += 1)
    largest = Math.max(largest, scene.loaded.columns.volumeBase[point] as number);
  return largest;
}

/**
 * Volume of the closed bars on screen, and in front of it delta: full where buyers crossed the spread for
 * more, an outline where sellers did. Where no side is known there is only volume.
 */
export function paintVolume(context: CanvasRenderingContext2D, scene: ChartScene, largest: number): void {
  const { columns } = scene.loaded;
  const { from, to } = visiblePoints(scene);
  const { left, width } = pointBox(scene, from);
  clearBatches();
  const bar = { traded, largest, left, width };
  for (let point = from; point <= to; point += 1) {
    traded.volumeBase = columns.volumeBase[point] as number;
    traded.buyBase = columns.buyBase[point] as number;
    traded.knownBase = columns.knownBase[point] as number;
    bar.left = left + (point - from) * width;
    addVolume(scene, bar);
  }
  fillVolume(context, scene);
}

/** The volume of one bar by itself. */
export function paintOneVolume(context: CanvasRenderingContext2D, scene: ChartScene, bar: VolumeBar): void {
  clearBatches();
  addVolume(scene, bar);
  fillVolume(context, scene);
}

/** A bar of the volume pane. */
export interface VolumeBar {
  readonly traded: Traded;
  readonly largest: number;
  readonly left: number;
  readonly width: number;
}

/** Those of the picture that is being painted. */
const all = new RectBatch();
const bought = new RectBatch();
const sold = new RectBatch();
/** What traded in the bar that is being put into them. */
const traded: { -readonly [Field in keyof Traded]: Traded[Field] } = {
  volumeBase: 0,
  buyBase: 0,
  knownBase: 0,
};

function clearBatches(): void {
  all.clear();
  bought.clear();
  sold.clear();
}

function addVolume({ frame: { volume } }: ChartScene, { largest, left, traded: of, width }: VolumeBar): void {
  if (!(largest > 0)) return;
  const wide = Math.max(1, Math.min(14, Math.round(width * 0.7)));
  const x = Math.round(left + width / 2 - wide / 2);
  const bottom = volume.top + volume.height;
  const perBase = volume.height / largest;
  const whole = of.volumeBase * perBase;
  all.add(x, bottom - whole, wide, whole);
  const delta = deltaOf(of) ?? 0;
  const height = Math.abs(delta) * perBase;
  if (delta > 0) bought.add(x, bottom - height, wide, height);
  if (delta < 0) sold.add(x, bottom - height, wide, height);
}

function fillVolume(context: CanvasRenderingContext2D, { colors }: ChartScene): void {
  all.fill(context, colors.edge);
  bought.fill(context, colors.up);
  sold.fill(context, colors.down);
  sold.fillInside(context, colors.edge);
}
