import type { Surface } from '../../charts/flow/surface.ts';
import type { ImbalanceZone } from './imbalance-zones.ts';
import type { Scene } from './scene.ts';
import { type Plot, visibleTicks, xOfBar, yOfTicks } from './viewport.ts';

/** Zones of stacked imbalances, from their bar to the right until one traded through them. */
export function paintZones({ context }: Surface, scene: Scene, plot: Plot): void {
  const { colors, rowTicks, view, zones } = scene;
  const { high, low } = visibleTicks(view, plot, rowTicks);
  for (const zone of zones) {
    if (zone.lowTicks > high || zone.highTicks < low) continue;
    const left = Math.max(0, xOfBar(view, plot, zone.bar + 1));
    const right = Math.min(plot.width, endOf(zone, scene, plot));
    if (right <= left) continue;
    const top = yOfTicks(view, plot, rowTicks, zone.highTicks + 1);
    const height = yOfTicks(view, plot, rowTicks, zone.lowTicks) - top;
    const isOpen = zone.until === undefined;
    context.fillStyle = zone.side === 'buy' ? colors.up : colors.down;
    context.globalAlpha = isOpen ? 0.16 : 0.07;
    context.fillRect(left, top, right - left, height);
    // Who stacked them is told without color too: buyers are underlined, sellers have a line on top.
    context.globalAlpha = isOpen ? 0.8 : 0.3;
    const edge = Math.round(zone.side === 'buy' ? top + height : top);
    context.fillRect(left, edge, right - left, 1);
  }
  context.globalAlpha = 1;
}

/** An open zone goes on to the price axis; another ends with the bar that traded through it. */
const endOf = ({ until }: ImbalanceZone, { view }: Scene, plot: Plot): number =>
  until === undefined ? plot.width : xOfBar(view, plot, until) + view.barPx / 2;
