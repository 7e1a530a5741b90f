import type { FlowBar } from '../../charts/flow/flow-bar.ts';

/** Which bars are on screen and how wide they are. */
export interface DeltaView {
  readonly barPx: number;
  /** Bar number at the right edge. */
  readonly right: number;
  readonly follows: boolean;
}

const BAR_PX = { least: 2, most: 60 };
const MARGIN_BARS = 0.5;

export const FIRST_VIEW: DeltaView = { barPx: 8, right: 0, follows: true };

export const followedView = (view: DeltaView, last: FlowBar | undefined): DeltaView =>
  view.follows && last !== undefined ? { ...view, right: last.number + 1 + MARGIN_BARS } : view;

export const leftOf = (view: DeltaView, width: number, number: number): number =>
  width - (view.right - number) * view.barPx;

export const barAt = (view: DeltaView, width: number, x: number): number =>
  Math.floor(view.right - (width - x) / view.barPx);

export const movedView = (view: DeltaView, dx: number): DeltaView => ({
  ...view,
  right: view.right - dx / view.barPx,
  follows: view.follows && dx === 0,
});

/** Wider or narrower bars; the one under `x` stays, or the newest while it is followed. */
export function zoomedView(view: DeltaView, width: number, factor: number, x: number): DeltaView {
  const barPx = Math.min(Math.max(view.barPx * factor, BAR_PX.least), BAR_PX.most);
  if (view.follows) return { ...view, barPx };
  const anchor = view.right - (width - x) / view.barPx;
  return { ...view, barPx, right: anchor + (width - x) / barPx };
}

/** The known bars on screen. */
export function barsIn(view: DeltaView, width: number, bars: readonly FlowBar[]): readonly FlowBar[] {
  const first = bars[0]?.number ?? 0;
  const from = barAt(view, width, 0) - first;
  return bars.slice(Math.max(0, from), Math.max(0, barAt(view, width, width) + 1 - first));
}
