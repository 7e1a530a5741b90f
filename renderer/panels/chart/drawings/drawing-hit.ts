import type { Drawing } from './drawing.ts';
import { distanceTo, type PaneBox, segmentsOf, type Spot } from './drawing-shape.ts';

/** How close to a line counts as on it, in pixels. */
const REACH_PX = 6;
/** A note is as wide as its text may be; it is taken hold of near its anchor. */
const NOTE_PX = { width: 120, height: 18 } as const;

/** What lies under a point: a drawing, and which of its anchors if one is there. */
export interface Hit {
  readonly drawing: Drawing;
  readonly anchor: number | undefined;
}

/** The topmost drawing under a point; `spotsOf` answers a drawing's anchors in pixels. */
export function hitAt(
  drawings: readonly Drawing[],
  spotsOf: (drawing: Drawing) => readonly Spot[],
  point: Spot,
  pane: PaneBox,
): Hit | undefined {
  for (const drawing of drawings.toReversed()) {
    const spots = spotsOf(drawing);
    const anchor = spots.findIndex((spot) => Math.hypot(spot.x - point.x, spot.y - point.y) <= REACH_PX + 2);
    if (anchor >= 0 && isFreelyAnchored(drawing)) return { drawing, anchor };
    if (isOn(drawing, spots, point, pane)) return { drawing, anchor: undefined };
  }
  return undefined;
}

// A line that runs through everything has no end to take hold of.
const isFreelyAnchored = ({ kind }: Drawing) => kind !== 'horizontal' && kind !== 'vertical';

function isOn(drawing: Drawing, spots: readonly Spot[], point: Spot, pane: PaneBox): boolean {
  const [spot] = spots;
  if (drawing.kind === 'note' && spot !== undefined) {
    const [dx, dy] = [point.x - spot.x, point.y - spot.y];
    return dx >= -4 && dx <= NOTE_PX.width && Math.abs(dy) <= NOTE_PX.height / 2;
  }
  return segmentsOf(drawing, spots, pane).some((segment) => distanceTo(segment, point) <= REACH_PX);
}
