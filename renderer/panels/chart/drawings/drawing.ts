/** A point of a drawing: it stays at its moment and price whatever bars are shown. */
export interface Anchor {
  readonly timeMs: number;
  readonly price: number;
}

/** What can be drawn. `vwap` is the mean price paid since its anchor, which the engine computes. */
export type DrawingKind =
  | 'trend'
  | 'ray'
  | 'horizontal'
  | 'vertical'
  | 'rectangle'
  | 'fibonacci'
  | 'measure'
  | 'note'
  | 'vwap';

export interface Drawing {
  readonly id: string;
  readonly kind: DrawingKind;
  readonly anchors: readonly Anchor[];
  /** What a note says; empty for all others. */
  readonly text: string;
}

/** How many points each kind is made of. */
export const ANCHOR_COUNT: Readonly<Record<DrawingKind, 1 | 2>> = {
  trend: 2,
  ray: 2,
  horizontal: 1,
  vertical: 1,
  rectangle: 2,
  fibonacci: 2,
  measure: 2,
  note: 1,
  vwap: 1,
};

/** In the order of the tool bar. */
export const DRAWING_KINDS = Object.keys(ANCHOR_COUNT) as readonly DrawingKind[];

/** Drawings an instrument may have; more would not be kept. */
export const MOST_DRAWINGS = 200;
export const LONGEST_NOTE = 120;

/** Reads drawings as they were kept; what is not one, or no longer one, is left out. */
export function drawingsFrom(kept: unknown): readonly Drawing[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap(drawingFrom).slice(0, MOST_DRAWINGS);
}

function drawingFrom(kept: unknown): readonly Drawing[] {
  if (typeof kept !== 'object' || kept === null) return [];
  const { anchors, id, kind, text } = kept as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || !isKind(kind) || typeof text !== 'string' || !Array.isArray(anchors))
    return [];
  const points = anchors.filter(isAnchor);
  if (points.length !== ANCHOR_COUNT[kind] || points.length !== anchors.length) return [];
  return [{ id, kind, anchors: points, text: text.slice(0, LONGEST_NOTE) }];
}

const isKind = (kind: unknown): kind is DrawingKind =>
  typeof kind === 'string' && Object.hasOwn(ANCHOR_COUNT, kind);

function isAnchor(anchor: unknown): anchor is Anchor {
  if (typeof anchor !== 'object' || anchor === null) return false;
  const { price, timeMs } = anchor as Readonly<Record<string, unknown>>;
  return Number.isFinite(price) && Number.isFinite(timeMs);
}

/** The drawing moved by a time and a price. */
export const movedBy = (drawing: Drawing, timeMs: number, price: number): Drawing => ({
  ...drawing,
  anchors: drawing.anchors.map((anchor) => ({ timeMs: anchor.timeMs + timeMs, price: anchor.price + price })),
});

/** The drawing with one of its points elsewhere. */
export const withAnchor = (drawing: Drawing, which: number, to: Anchor): Drawing => ({
  ...drawing,
  anchors: drawing.anchors.map((anchor, at) => (at === which ? to : anchor)),
});
