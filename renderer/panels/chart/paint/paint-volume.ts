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
  const paths = volumePaths();
  for (let point = from; point <= to; point += 1) {
    const traded = {
      volumeBase: columns.volumeBase[point] as number,
      buyBase: columns.buyBase[point] as number,
      knownBase: columns.knownBase[point] as number,
    };
    addVolume(paths, scene, { traded, largest, ...pointBox(scene, point) });
  }
  fillVolume(context, scene, paths);
}

/** The volume of one bar by itself. */
export function paintOneVolume(context: CanvasRenderingContext2D, scene: ChartScene, bar: VolumeBar): void {
  const paths = volumePaths();
  addVolume(paths, scene, bar);
  fillVolume(context, scene, paths);
}

/** A bar of the volume pane. */
export interface VolumeBar {
  readonly traded: Traded;
  readonly largest: number;
  readonly left: number;
  readonly width: number;
}

const volumePaths = () => ({
  all: new RectBatch(),
  bought: new RectBatch(),
  sold: new RectBatch(),
});

function addVolume(
  paths: ReturnType<typeof volumePaths>,
  { frame: { volume } }: ChartScene,
  { largest, left, traded, width }: VolumeBar,
): void {
  if (!(largest > 0)) return;
  const wide = Math.max(1, Math.min(14, Math.round(width * 0.7)));
  const x = Math.round(left + width / 2 - wide / 2);
  const heightOf = (base: number) => (base / largest) * volume.height;
  const bottom = volume.top + volume.height;
  const whole = heightOf(traded.volumeBase);
  paths.all.add(x, bottom - whole, wide, whole);
  const delta = deltaOf(traded) ?? 0;
  const height = heightOf(Math.abs(delta));
  if (delta > 0) paths.bought.add(x, bottom - height, wide, height);
  if (delta < 0) paths.sold.add(x, bottom - height, wide, height);
}

function fillVolume(
  context: CanvasRenderingContext2D,
  { colors }: ChartScene,
  { all, bought, sold }: ReturnType<typeof volumePaths>,
): void {
  all.fill(context, colors.edge);
  bought.fill(context, colors.up);
  sold.fill(context, colors.down);
  sold.fillInside(context, colors.edge);
}
