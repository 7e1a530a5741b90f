import type { Drawing } from './drawing.ts';

/** A point of the canvas in CSS pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Segment {
  readonly from: Spot;
  readonly to: Spot;
}

/** The pane a drawing lies in. */
export interface PaneBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Levels of a retracement as fractions of the move, from its end back to its beginning. */
export const FIBONACCI = [0, 0.236, 0.382, 0.5, 0.618, 0.786, 1] as const;

/** The lines a drawing is made of, cut to nothing: they may pass the pane. `spots` are its anchors in pixels. */
export function segmentsOf({ kind }: Drawing, spots: readonly Spot[], pane: PaneBox): readonly Segment[] {
  const [one, other] = spots;
  if (one === undefined) return [];
  switch (kind) {
    case 'horizontal':
      return [{ from: { x: pane.left, y: one.y }, to: { x: pane.right, y: one.y } }];
    case 'vertical':
      return [{ from: { x: one.x, y: pane.top }, to: { x: one.x, y: pane.bottom } }];
    case 'note':
    case 'vwap':
      return [];
    case 'trend':
      return other ? [{ from: one, to: other }] : [];
    case 'ray':
      return other ? [{ from: one, to: beyond(one, other, pane) }] : [];
    case 'rectangle':
    case 'measure':
      return other ? boxOf(one, other) : [];
    case 'fibonacci':
      return other ? retracements(one, other) : [];
  }
}

/** Where the ray from `one` through `other` leaves the pane. */
function beyond(one: Spot, other: Spot, { left, right, top, bottom }: PaneBox): Spot {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  if (dx === 0 && dy === 0) return other;
  const toX = dx === 0 ? Infinity : ((dx > 0 ? right : left) - one.x) / dx;
  const toY = dy === 0 ? Infinity : ((dy > 0 ? bottom : top) - one.y) / dy;
  const far = Math.max(1, Math.min(toX > 0 ? toX : Infinity, toY > 0 ? toY : Infinity));
  return Number.isFinite(far) ? { x: one.x + dx * far, y: one.y + dy * far } : other;
}

function boxOf(one: Spot, other: Spot): readonly Segment[] {
  const corners = [one, { x: other.x, y: one.y }, other, { x: one.x, y: other.y }] as const;
  return corners.map((from, at) => ({ from, to: corners[(at + 1) % 4] ?? one }));
}

function retracements(one: Spot, other: Spot): readonly Segment[] {
  const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)];
  const levels = FIBONACCI.map((share) => {
    const y = other.y + (one.y - other.y) * share;
    return { from: { x: left, y }, to: { x: right, y } };
  });
  return [...levels, { from: one, to: other }];
}

/** How far a point is from a segment, in pixels. */
export function distanceTo({ from, to }: Segment, { x, y }: Spot): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(x - from.x - along * dx, y - from.y - along * dy);
}
