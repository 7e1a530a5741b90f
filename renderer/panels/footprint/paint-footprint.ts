import type { FlowBar } from '../../charts/flow/flow-bar.ts';
import { clipped, paintTag, type Surface } from '../../charts/flow/surface.ts';
import { formatTime } from '../../formatting/times.ts';
import {
  paintLastPrice,
  paintLevels,
  paintPriceAxis,
  paintTimeAxis,
  paintTotals,
  priceText,
} from './paint-axes.ts';
import { paintCells } from './paint-cells.ts';
import { paintZones } from './paint-zones.ts';
import { AXIS_PX, plotOf, type Scene, TIME_PX } from './scene.ts';
import { barAtX, type Plot, xOfBar, yOfTicks } from './viewport.ts';

/** The known bars between the left and the right edge. */
export function barsOnScreen(scene: Scene, plot: Plot): readonly FlowBar[] {
  const { bars } = scene.known;
  const first = bars[0]?.number ?? 0;
  const from = barAtX(scene.view, plot, 0) - first;
  const to = barAtX(scene.view, plot, plot.width) + 1 - first;
  return bars.slice(Math.max(0, from), Math.max(0, to));
}

/** Paints the whole footprint. */
export function paintFootprint(surface: Surface, scene: Scene): void {
  const plot = plotOf(surface);
  const bars = barsOnScreen(scene, plot);
  const { height } = surface;
  paintPriceAxis(surface, scene, plot);
  clipped(surface, { left: 0, top: 0, ...plot }, () => {
    paintZones(surface, scene, plot);
    paintLevels(surface, scene, plot);
    paintCells(surface, scene, plot, bars);
  });
  paintLastPrice(surface, scene, plot);
  const below = { left: 0, top: plot.height, width: surface.width, height: height - plot.height };
  clipped(surface, below, () => {
    paintTotals(surface, scene, plot, bars);
    paintTimeAxis(surface, scene, plot, bars);
  });
  paintPointer(surface, scene, plot);
}

/** Where a person points: a frame around the cell here, a cross from elsewhere. */
function paintPointer(surface: Surface, scene: Scene, plot: Plot): void {
  const { colors, grid, known, linked, pointed, rowTicks, view } = scene;
  const place = pointed ?? linked;
  if (place === undefined) return;
  const { context, height } = surface;
  const left = xOfBar(view, plot, place.bar);
  const tag = { background: colors.raised, text: colors.text };
  context.strokeStyle = colors.accent;
  context.lineWidth = 1;
  if (place.ticks !== undefined) {
    const top = yOfTicks(view, plot, rowTicks, place.ticks + rowTicks);
    if (pointed !== undefined) context.strokeRect(left + 0.5, top + 0.5, view.barPx - 1, view.rowPx);
    const middle = top + view.rowPx / 2;
    context.globalAlpha = 0.4;
    context.fillStyle = colors.accent;
    context.fillRect(0, Math.round(middle), plot.width, 1);
    context.globalAlpha = 1;
    if (middle > 0 && middle < plot.height)
      paintTag(
        surface,
        priceText(grid, place.ticks),
        { left: plot.width + 2, middle, leastPx: AXIS_PX - 4 },
        tag,
      );
  }
  const center = left + view.barPx / 2;
  if (center < 0 || center > plot.width) return;
  context.globalAlpha = 0.4;
  context.fillStyle = colors.accent;
  context.fillRect(Math.round(center), 0, 1, height - TIME_PX);
  context.globalAlpha = 1;
  const bar = known.bars.find(({ number }) => number === place.bar);
  if (bar)
    paintTag(surface, formatTime(bar.openTimeMs), { left: center - 28, middle: height - TIME_PX / 2 }, tag);
}
