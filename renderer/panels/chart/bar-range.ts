import type { ChartView } from '../../charts/chart-view.ts';

const FIRST_BARS = 400;
/** Fetched beyond the visible part on each side, as a share of it. */
const MARGIN = 0.25;

/** The visible part with its margins; the newest bars before anything is visible. */
export function rangeOf(view: ChartView | undefined): { readonly from: number; readonly to: number | null } {
  if (view === undefined) return { from: -FIRST_BARS, to: null };
  const margin = view.span * MARGIN;
  return {
    from: Math.max(0, Math.floor(view.from - margin)),
    to: Math.max(0, Math.ceil(view.from + view.span + margin)),
  };
}
