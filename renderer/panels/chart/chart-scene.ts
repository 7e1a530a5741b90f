import type { BigTradesReply, ChartBarView } from '../../../engine/contract/chart-commands.ts';
import { placeAt, xOf } from '../../charts/chart-view.ts';
import { type PriceScale, roomyScale } from '../../charts/price-scale.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';
import type { LoadedBars } from './bar-columns.ts';
import { type ChartFrame, AXIS_PX } from './chart-frame.ts';
import type { VwapLine } from './use-anchored-vwaps.ts';
import type { DrawnIndicator } from './drawn-indicator.ts';

/** How bars are drawn. `delta` colors them by who crossed the spread instead of by where they closed. */
export type BarStyle = 'candles' | 'hollow' | 'line' | 'delta';
export const BAR_STYLES: readonly BarStyle[] = ['candles', 'hollow', 'line', 'delta'];

/** Everything one picture of the chart is made from. */
export interface ChartScene {
  readonly frame: ChartFrame;
  readonly loaded: LoadedBars;
  readonly forming: ChartBarView | undefined;
  readonly total: number;
  readonly style: BarStyle;
  readonly scale: PriceScale;
  readonly indicators: readonly DrawnIndicator[];
  readonly vwaps: readonly VwapLine[];
  readonly bigTrades: BigTradesReply | undefined;
  readonly colors: CanvasColors;
  readonly formatPrice: (price: number) => string;
}

/** Points that are on screen, both ends included; `to` below `from` for none. */
export function visiblePoints({ frame, loaded }: Pick<ChartScene, 'frame' | 'loaded'>): {
  readonly from: number;
  readonly to: number;
} {
  const { places } = frame;
  const point = (place: number) => Math.floor((place - loaded.first) / loaded.merged);
  return {
    from: Math.max(0, point(places.from)),
    to: Math.min(loaded.count - 1, point(places.from + places.span)),
  };
}

/** Left edge and width of a point, in pixels. */
export function pointBox(
  { frame: { places }, loaded: { first, merged } }: Pick<ChartScene, 'frame' | 'loaded'>,
  point: number,
): { readonly left: number; readonly width: number } {
  const left = xOf(places, first + point * merged);
  return { left, width: (merged / places.span) * places.width };
}

/** The middle of a point, in pixels. */
export function pointX(scene: Pick<ChartScene, 'frame' | 'loaded'>, point: number): number {
  const { left, width } = pointBox(scene, point);
  return left + width / 2;
}

/** The point whose box holds a pixel. */
export const pointUnder = ({ frame, loaded }: Pick<ChartScene, 'frame' | 'loaded'>, x: number): number =>
  Math.floor((placeAt(frame.places, x) - loaded.first) / loaded.merged);

/** Whether the bar that is open is on screen. */
export const showsForming = ({ frame: { places }, forming, total }: ChartScene): boolean =>
  forming !== undefined && places.from + places.span > total && places.from <= total;

/** Prices that make everything visible fit the price pane. */
export function fittedScale(scene: Pick<ChartScene, 'frame' | 'loaded' | 'forming' | 'total'>): PriceScale {
  const { columns } = scene.loaded;
  const { from, to } = visiblePoints(scene);
  let low = Infinity;
  let high = -Infinity;
  for (let point = from; point <= to; point += 1) {
    low = Math.min(low, columns.low[point] as number);
    high = Math.max(high, columns.high[point] as number);
  }
  const { forming } = scene;
  if (forming !== undefined && showsForming(scene as ChartScene)) {
    low = Math.min(low, forming.low);
    high = Math.max(high, forming.high);
  }
  return low > high ? roomyScale(0, 1, scene.frame.price) : roomyScale(low, high, scene.frame.price);
}

/** Right edge of the panes, where the price axis begins. */
export const axisX = ({ width }: ChartFrame): number => Math.max(20, width - AXIS_PX);
