import type { FillView, OrderView } from '../../../engine/contract/views.ts';
import { pixelRatioOf } from '../../charts/canvas-size.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';
import type { BigOrder } from './big-orders.ts';
import type { ColumnStore } from './column-store.ts';
import type { HeatImage, HeatPaint } from './heat-image.ts';
import type { Frame } from './viewport.ts';

/** Room right of the columns for the bars of the present book and the prices, and below for times. */
export const BARS_PX = 64;
export const AXIS_PX = 70;
export const TIMES_PX = 20;

/** What the heatmap is painted from. */
export interface Scene {
  readonly frame: Frame;
  readonly store: ColumnStore;
  readonly image: HeatImage;
  readonly paint: HeatPaint | undefined;
  readonly colors: CanvasColors;
  readonly tickSize: number;
  readonly orders: readonly OrderView[];
  readonly fills: readonly FillView[];
  readonly bigOrders: Iterable<BigOrder>;
  readonly showBubbles: boolean;
  readonly priceText: (price: number) => string;
  readonly sizeText: (size: number) => string;
  readonly timeText: (ms: number) => string;
  readonly ownText: (order: OrderView) => string;
}

/** Gives the canvas the pixels of its box and answers with a context that counts in CSS pixels. */
export function fittedContext(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const ratio = pixelRatioOf(canvas);
  const context = canvas.getContext('2d');
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
