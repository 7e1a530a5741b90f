import type { BarView, OrderView } from '../../../engine/contract/views.ts';
import type { Chart } from '../../charts/echarts.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';
import { AXIS_PX } from './chart-option.ts';
import type { FillMark } from './fill-marks.ts';

/** What moves with every frame and is painted above the chart. */
export interface LiveContent {
  readonly forming: BarView | undefined;
  /** The forming bar's position among the fed bars. */
  readonly slot: number;
  readonly lastPrice: number | null;
  readonly orders: readonly OrderView[];
  /** Own fills; those of the forming bar are painted here, because that bar lies over the chart. */
  readonly fills: readonly FillMark[];
  readonly colors: CanvasColors;
  readonly formatPrice: (price: number) => string;
  readonly orderText: (order: OrderView) => string;
}

/** Paints the forming bar, the last price and the own orders. Answers whether the price fits the axis. */
export function paintLive(canvas: HTMLCanvasElement, chart: Chart, content: LiveContent): boolean {
  const context = canvas.getContext('2d');
  if (context === null) return true;
  const ratio = window.devicePixelRatio;
  const width = chart.getWidth();
  const height = chart.getHeight();
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.font = '500 11px "Inter Variable", sans-serif';
  context.textBaseline = 'middle';

  const stage = { place: placing(chart), width };
  paintForming(context, stage.place, content);
  for (const fill of content.fills)
    if (fill.slot === content.slot) paintFill(context, stage.place, fill, content.colors);
  for (const order of content.orders) paintOrder(context, stage, order, content);
  return paintLastPrice(context, stage, content);
}

type Placing = ReturnType<typeof placing>;

interface Stage {
  readonly place: Placing;
  readonly width: number;
}

/** Turns bar positions and prices into pixels of the price pane. */
function placing(chart: Chart) {
  const finder = { xAxisIndex: 0, yAxisIndex: 0 };
  const at = (slot: number, price: number) => {
    const point = chart.convertToPixel(finder, [slot, price]) as unknown as number[] | undefined;
    return { x: point?.[0] ?? Number.NaN, y: point?.[1] ?? Number.NaN };
  };
  return {
    at,
    contains: (x: number, y: number) => chart.containPixel({ gridIndex: 0 }, [x, y]),
  };
}

function paintForming(context: CanvasRenderingContext2D, place: Placing, content: LiveContent): void {
  const { forming, slot, colors } = content;
  if (forming === undefined) return;
  const open = place.at(slot, forming.open);
  const close = place.at(slot, forming.close);
  const high = place.at(slot, forming.high);
  const low = place.at(slot, forming.low);
  if (!Number.isFinite(open.x) || !place.contains(open.x, close.y)) return;
  const slotPx = Math.abs(place.at(slot, forming.open).x - place.at(slot - 1, forming.open).x);
  const body = Math.max(1, Math.min(14, Math.round(slotPx * 0.7)));
  const x = Math.round(open.x);
  const top = Math.min(open.y, close.y);
  context.fillStyle = forming.close >= forming.open ? colors.up : colors.down;
  context.fillRect(x - 0.5, high.y, 1, low.y - high.y);
  context.fillRect(x - body / 2, top, body, Math.max(1, Math.abs(close.y - open.y)));
}

function paintFill(
  context: CanvasRenderingContext2D,
  place: Placing,
  { slot, price, side }: FillMark,
  colors: CanvasColors,
): void {
  const { x, y } = place.at(slot, price);
  if (!Number.isFinite(x) || !place.contains(x, y)) return;
  const tip = side === 'buy' ? y - 5 : y + 5;
  const base = side === 'buy' ? y + 4 : y - 4;
  context.beginPath();
  context.moveTo(x, tip);
  context.lineTo(x + 5, base);
  context.lineTo(x - 5, base);
  context.closePath();
  context.fillStyle = side === 'buy' ? colors.up : colors.down;
  context.fill();
  context.strokeStyle = colors.panel;
  context.lineWidth = 1;
  context.stroke();
}

function paintLine(context: CanvasRenderingContext2D, stage: Stage, y: number, color: string): void {
  context.strokeStyle = color;
  context.setLineDash([4, 3]);
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(8, Math.round(y) + 0.5);
  context.lineTo(stage.width - AXIS_PX, Math.round(y) + 0.5);
  context.stroke();
  context.setLineDash([]);
}

function paintTag(
  context: CanvasRenderingContext2D,
  stage: Stage,
  y: number,
  tag: { text: string; fill: string; ink: string },
): void {
  const left = stage.width - AXIS_PX;
  context.fillStyle = tag.fill;
  context.fillRect(left, Math.round(y) - 9, AXIS_PX, 18);
  context.fillStyle = tag.ink;
  context.textAlign = 'left';
  context.fillText(tag.text, left + 6, Math.round(y) + 0.5);
}

function paintLastPrice(context: CanvasRenderingContext2D, stage: Stage, content: LiveContent): boolean {
  const { lastPrice, forming, slot, colors, formatPrice } = content;
  if (lastPrice === null) return true;
  const { y } = stage.place.at(slot, lastPrice);
  if (!Number.isFinite(y)) return true;
  if (!stage.place.contains(20, y)) return false;
  const color = forming !== undefined && forming.close < forming.open ? colors.down : colors.up;
  paintLine(context, stage, y, color);
  paintTag(context, stage, y, { text: formatPrice(lastPrice), fill: color, ink: colors.panel });
  return true;
}

function paintOrder(
  context: CanvasRenderingContext2D,
  stage: Stage,
  order: OrderView,
  content: LiveContent,
): void {
  const price = order.limitPrice ?? order.triggerPrice;
  if (price === null) return;
  const { colors, orderText, formatPrice, slot } = content;
  const { y } = stage.place.at(slot, price);
  if (!Number.isFinite(y) || !stage.place.contains(20, y)) return;
  const color = order.role === 'stop' ? colors.warning : order.side === 'buy' ? colors.up : colors.down;
  paintLine(context, stage, y, color);
  const text = orderText(order);
  const textPx = context.measureText(text).width + 12;
  context.fillStyle = colors.raised;
  context.fillRect(12, Math.round(y) - 9, textPx, 18);
  context.fillStyle = color;
  context.textAlign = 'left';
  context.fillText(text, 18, Math.round(y) + 0.5);
  paintTag(context, stage, y, { text: formatPrice(price), fill: colors.raised, ink: color });
}
