import type { FlowBar } from '../../charts/flow/flow-bar.ts';
import { clipped, type Surface } from '../../charts/flow/surface.ts';
import { AXIS_PX, type DeltaScene, type Lane, type Lanes, lanesOf, TIME_PX, yIn } from './delta-lanes.ts';
import { barsIn, leftOf } from './delta-view.ts';
import { divergencesOf } from './divergence-text.ts';
import { paintLaneNames, paintScale, paintTags, paintTimes } from './paint-delta-axes.ts';

/** Paints price over cumulative delta, delta bar by bar, and what was bought and sold. */
export function paintDelta(surface: Surface, scene: DeltaScene): void {
  const width = Math.max(0, surface.width - AXIS_PX);
  const room = Math.max(0, surface.height - TIME_PX);
  const bars = barsIn(scene.view, width, scene.known.bars);
  const counted = bars.filter(({ endTimeMs }) => endTimeMs > scene.anchorMs);
  const lanes = lanesOf(room, bars, counted);
  paintScale(surface, lanes.cvd, scene, width);
  paintScale(surface, lanes.delta, scene, width);
  const { context } = surface;
  clipped(surface, { left: 0, top: 0, width, height: surface.height }, () => {
    paintLine(surface, scene, {
      bars,
      lane: lanes.price,
      width,
      color: scene.colors.textSoft,
      value: ({ closeTicks }) => closeTicks,
    });
    paintLine(surface, scene, {
      bars: counted,
      lane: lanes.cvd,
      width,
      color: scene.colors.accent,
      value: ({ cvdLots }) => cvdLots,
    });
    paintDivergences(surface, scene, lanes, width);
    for (const bar of bars) {
      paintDeltaBar(surface, scene, lanes.delta, { bar, left: leftOf(scene.view, width, bar.number) });
      paintVolumes(surface, scene, lanes.volume, { bar, left: leftOf(scene.view, width, bar.number) });
    }
    paintTimes(surface, scene, bars, width);
  });
  context.fillStyle = scene.colors.hairline;
  for (const lane of [lanes.delta, lanes.volume]) context.fillRect(0, Math.round(lane.top), surface.width, 1);
  paintTags(surface, scene, lanes, width);
  paintLaneNames(surface, scene, lanes);
}

interface Line {
  readonly bars: readonly FlowBar[];
  readonly lane: Lane;
  readonly width: number;
  readonly color: string;
  readonly value: (bar: FlowBar) => number;
}

function paintLine(
  { context }: Surface,
  { view }: DeltaScene,
  { bars, color, lane, value, width }: Line,
): void {
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  bars.forEach((bar, at) => {
    const x = leftOf(view, width, bar.number) + view.barPx / 2;
    if (at === 0) context.moveTo(x, yIn(lane, value(bar)));
    else context.lineTo(x, yIn(lane, value(bar)));
  });
  context.stroke();
  context.lineWidth = 1;
}

interface PlacedBar {
  readonly bar: FlowBar;
  readonly left: number;
}

/** Delta as a bar from the middle, its extremes as a thin line. */
function paintDeltaBar(
  { context }: Surface,
  { colors, view }: DeltaScene,
  lane: Lane,
  { bar, left }: PlacedBar,
): void {
  const delta = bar.buyLots - bar.sellLots;
  const inner = Math.max(1, view.barPx - (view.barPx >= 4 ? 1 : 0));
  context.fillStyle = delta < 0 ? colors.down : colors.up;
  const [zero, y] = [yIn(lane, 0), yIn(lane, delta)];
  context.fillRect(left, Math.min(zero, y), inner, Math.max(1, Math.abs(y - zero)));
  if (view.barPx < 6) return;
  const [low, high] = [yIn(lane, bar.minDeltaLots), yIn(lane, bar.maxDeltaLots)];
  context.globalAlpha = 0.6;
  context.fillRect(Math.round(left + inner / 2), high, 1, Math.max(1, low - high));
  context.globalAlpha = 1;
}

/** What was bought and what was sold side by side. */
function paintVolumes(
  { context }: Surface,
  { colors, view }: DeltaScene,
  lane: Lane,
  { bar, left }: PlacedBar,
): void {
  const half = Math.max(1, (view.barPx - (view.barPx >= 4 ? 1 : 0)) / 2);
  const bottom = lane.top + lane.height - 1;
  const column = (x: number, lots: number, color: string) => {
    const y = yIn(lane, lots);
    context.fillStyle = color;
    context.fillRect(x, y, half, bottom - y);
  };
  context.globalAlpha = 0.75;
  column(left, bar.sellLots, colors.down);
  column(left + half, bar.buyLots, colors.up);
  context.globalAlpha = 1;
}

/** A line from swing to swing in price and in cumulative delta. */
function paintDivergences({ context }: Surface, scene: DeltaScene, lanes: Lanes, width: number): void {
  const { colors, known, view } = scene;
  const first = known.bars[0]?.number ?? 0;
  context.setLineDash([3, 3]);
  for (const { from, isBearish, to } of divergencesOf(known)) {
    const [a, b] = [known.bars[from - first], known.bars[to - first]];
    if (a === undefined || b === undefined) continue;
    context.strokeStyle = isBearish ? colors.down : colors.up;
    for (const [lane, value] of [
      [lanes.price, ({ closeTicks }: FlowBar) => closeTicks],
      [lanes.cvd, ({ cvdLots }: FlowBar) => cvdLots],
    ] as const) {
      context.beginPath();
      context.moveTo(leftOf(view, width, from) + view.barPx / 2, yIn(lane, value(a)));
      context.lineTo(leftOf(view, width, to) + view.barPx / 2, yIn(lane, value(b)));
      context.stroke();
    }
  }
  context.setLineDash([]);
}
