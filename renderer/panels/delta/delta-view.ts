import type { FlowBar } from '../../charts/flow/flow-bar.ts';

/** Which bars are on screen and how wide they are. */
export interface DeltaView {
  readonly barPx: number;
  /** Bar number at the right edge. */
  readonly right: number;
  readonly follows: boolean;
  /** A person chose the width of a bar. */
  readonly isZoomed: boolean;
}

const BAR_PX = { least: 2, most: 60 };
const MARGIN_BARS = 0.5;
const FITTING_MOST_PX = 24;

export const FIRST_VIEW: DeltaView = { barPx: 8, right: 0, follows: true, isZoomed: false };

/**
 * The same view after the market moved on. Until a person zooms, few bars are drawn wider, so that the
 * first minutes of a session fill the panel.
 */
export function followedView(view: DeltaView, width: number, bars: readonly FlowBar[]): DeltaView {
  const last = bars.at(-1);
  if (!view.follows || last === undefined) return view;
  const fitting = Math.min(Math.max(width / (bars.length + 2), FIRST_VIEW.barPx), FITTING_MOST_PX);
  return { ...view, barPx: view.isZoomed ? view.barPx : fitting, right: last.number + 1 + MARGIN_BARS };
}

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
  if (view.follows) return { ...view, barPx, isZoomed: true };
  const anchor = view.right - (width - x) / view.barPx;
  return { ...view, barPx, right: anchor + (width - x) / barPx, isZoomed: true };
}

/** The known bars on screen. */
export function barsIn(view: DeltaView, width: number, bars: readonly FlowBar[]): readonly FlowBar[] {
  const first = bars[0]?.number ?? 0;
  const from = barAt(view, width, 0) - first;
  return bars.slice(Math.max(0, from), Math.max(0, barAt(view, width, width) + 1 - first));
}

const KEY_ZOOM = 1.25;

/** The view a key leads to; undefined when it leads nowhere. */
export function viewByKey(view: DeltaView, width: number, key: string): DeltaView | undefined {
  switch (key) {
    case '+':
    case '=':
      return zoomedView(view, width, KEY_ZOOM, width);
    case '-':
      return zoomedView(view, width, 1 / KEY_ZOOM, width);
    case 'PageUp':
      return movedView(view, width * 0.8);
    case 'PageDown':
      return movedView(view, -width * 0.8);
    case 'End':
      return { ...view, follows: true };
    default:
      return undefined;
  }
}

/** Number of the bar an arrow key leads to; from nowhere to the newest. */
export function barByKey(
  pointed: number | undefined,
  key: string,
  bars: readonly FlowBar[],
): number | undefined {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const [first, last] = [bars[0], bars.at(-1)];
  if (step === undefined || first === undefined || last === undefined) return undefined;
  return Math.min(Math.max((pointed ?? last.number - step) + step, first.number), last.number);
}
