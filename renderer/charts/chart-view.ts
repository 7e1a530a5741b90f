/** Which bars are on screen, in places: `from` lies at the left edge, `span` places fit the width. */
export interface ChartView {
  readonly from: number;
  readonly span: number;
}

/** The places there are: from the oldest bar kept up to the one that closes next. */
export interface KnownPlaces {
  readonly oldest: number;
  readonly total: number;
}

export const LEAST_SPAN = 12;
/** A chart of less than this many bars leaves the rest of its width free. */
const LEAST_MOST_SPAN = 60;

/** Room to the right of the newest bar, in places; the first of them is the forming bar's. */
export const freePlaces = (span: number): number => Math.max(4, span * 0.05);

/** The newest bars, as many as `span`, with room for the one that is forming. */
export const newestView = ({ total }: KnownPlaces, span: number): ChartView => ({
  from: total + freePlaces(span) - span,
  span,
});

/** Whether the newest bar is on screen, so that the chart follows the market. */
export const followsMarket = ({ from, span }: ChartView, { total }: KnownPlaces): boolean =>
  from + span > total;

/** The view kept within what there is: it may not leave the bars on either side. */
export function keptView({ from, span }: ChartView, { oldest, total }: KnownPlaces): ChartView {
  const most = Math.max(LEAST_MOST_SPAN, (total - oldest) * 1.06 + 4);
  const kept = Math.min(Math.max(span, LEAST_SPAN), most);
  const last = total + freePlaces(kept) - kept;
  return { from: Math.max(Math.min(from, last), Math.min(oldest, last)), span: kept };
}

/** The view moved by places, below zero into the past. */
export const pannedView = (view: ChartView, places: number, known: KnownPlaces): ChartView =>
  keptView({ from: view.from + places, span: view.span }, known);

/** The view with another span; the place at `around` (0 left edge, 1 right) stays where it is. */
export function zoomedView(view: ChartView, factor: number, around: number, known: KnownPlaces): ChartView {
  const { span } = keptView({ from: view.from, span: view.span * factor }, known);
  return keptView({ from: view.from + (view.span - span) * around, span }, known);
}

/** Places over the width of the panes, in pixels. */
export interface PlaceScale extends ChartView {
  readonly left: number;
  readonly width: number;
}

/** The pixel where a place begins. */
export const xOf = ({ from, span, left, width }: PlaceScale, place: number): number =>
  left + ((place - from) / span) * width;

/** The place at a pixel, with its fraction. */
export const placeAt = ({ from, span, left, width }: PlaceScale, x: number): number =>
  from + ((x - left) / width) * span;
