import type { ChartView, PlaceScale } from '../../charts/chart-view.ts';

/** Width of the price axis and height of the time axis, in pixels. */
export const AXIS_PX = 74;
export const TIME_PX = 22;
const GAP_PX = 6;

/** A horizontal strip of the chart. */
export interface Pane {
  readonly top: number;
  readonly height: number;
}

/** Where everything is on the canvas. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly places: PlaceScale;
  readonly price: Pane;
  readonly volume: Pane;
  /** Panes of indicators of their own, from the top. */
  readonly own: readonly Pane[];
}

/** Divides a canvas: most of it for prices, a strip for volume, one for each indicator that needs one. */
export function frameOf(width: number, height: number, view: ChartView, ownPanes: number): ChartFrame {
  const inside = Math.max(60, height - TIME_PX);
  const ownShare = ownPanes === 0 ? 0 : Math.min(0.55, 0.17 * ownPanes) / ownPanes;
  const shares = [1 - 0.16 - ownShare * ownPanes, 0.16, ...Array.from({ length: ownPanes }, () => ownShare)];
  let top = 0;
  const panes = shares.map((share) => {
    const pane = { top: top + GAP_PX / 2, height: Math.max(10, share * inside - GAP_PX) };
    top += share * inside;
    return pane;
  });
  const [price, volume, ...own] = panes as [Pane, Pane, ...Pane[]];
  return {
    width,
    height,
    places: { ...view, left: 0, width: Math.max(20, width - AXIS_PX) },
    price,
    volume,
    own,
  };
}
