import { SMALL_TEXT, type Surface, TABLE_BOLD, TABLE_TEXT } from '../../charts/flow/surface.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';
import type { ShownOrder } from './market-order-list.ts';

/** How orders are written and what is marked. */
export interface TapeWriting {
  readonly rowPx: number;
  readonly colors: CanvasColors;
  readonly highlightsBig: boolean;
  readonly buy: string;
  readonly sell: string;
  readonly timeText: (ms: number) => string;
  readonly priceText: (ticks: number) => string;
  readonly sizeText: (lots: number) => string;
}

/** Where the columns end, from the left; those that do not fit are left out. */
export interface TapeColumns {
  readonly time: number;
  readonly side: number;
  readonly word: boolean;
  readonly price: number;
  readonly size: number;
  /** Number of fills and of levels; undefined in a narrow panel. */
  readonly fills: number | undefined;
  readonly bubble: number;
}

/** Where the side is written, right of the time. */
export const SIDE_PX = 64;
const WIDEST_PX = 460;

/** Columns for a width: the side's word, then fills and levels, need room. */
export function tapeColumns(panelWidth: number): TapeColumns {
  // Wider rows are harder to follow with the eye.
  const width = Math.min(panelWidth, WIDEST_PX);
  const word = width >= 290;
  const hasFills = width >= 360;
  const side = word ? 108 : 74;
  const bubble = width - 14;
  const right = bubble - 18;
  const fills = hasFills ? right : undefined;
  const size = hasFills ? right - 66 : right;
  return { time: 8, side, word, price: side + (size - side) * 0.56, size, fills, bubble };
}

/** The biggest bubble a row has room for, by rank; an ordinary order has none. */
const BUBBLE_SHARE = [0, 0.45, 0.7, 1];

/** Paints orders from the top, newest first. */
export function paintTape(surface: Surface, orders: readonly ShownOrder[], writing: TapeWriting): void {
  const columns = tapeColumns(surface.width);
  orders.forEach((order, row) => paintOrder(surface, { order, top: row * writing.rowPx }, columns, writing));
}

interface PlacedOrder {
  readonly order: ShownOrder;
  readonly top: number;
}

function paintOrder(surface: Surface, placed: PlacedOrder, columns: TapeColumns, writing: TapeWriting): void {
  const { context } = surface;
  const { order, top } = placed;
  const { colors, rowPx } = writing;
  const isBuy = order.signedLots > 0;
  const isBig = order.rank > 0;
  const middle = top + rowPx / 2;
  if (isBig) paintBubble(surface, placed, columns.bubble, writing);
  context.font = TABLE_TEXT;
  context.textAlign = 'left';
  context.fillStyle = colors.textSoft;
  context.fillText(writing.timeText(order.timeMs), columns.time, middle);
  context.fillStyle = isBuy ? colors.up : colors.down;
  context.font = SMALL_TEXT;
  context.fillText(sideText(isBuy, columns.word, writing), SIDE_PX, middle);
  context.font = isBig ? TABLE_BOLD : TABLE_TEXT;
  context.textAlign = 'right';
  context.fillText(writing.priceText(order.endTicks), columns.price, middle);
  context.fillStyle = colors.text;
  context.fillText(writing.sizeText(Math.abs(order.signedLots)), columns.size, middle);
  if (columns.fills === undefined) return;
  context.fillStyle = order.levels > 1 ? colors.warning : colors.textSoft;
  context.font = SMALL_TEXT;
  context.fillText(order.fills === 1 ? '1' : `${order.fills} / ${order.levels}`, columns.fills, middle);
}

function sideText(isBuy: boolean, hasWord: boolean, { buy, sell }: TapeWriting): string {
  const arrow = isBuy ? '▲' : '▼';
  return hasWord ? `${arrow} ${isBuy ? buy : sell}` : arrow;
}

/** A disc that grows with the rank of a big order, and a tinted row where that is wanted. */
function paintBubble(
  { context, width }: Surface,
  { order, top }: PlacedOrder,
  center: number,
  { colors, highlightsBig, rowPx }: TapeWriting,
): void {
  const isBuy = order.signedLots > 0;
  if (highlightsBig) {
    context.fillStyle = isBuy ? colors.upSoft : colors.downSoft;
    context.fillRect(0, top, width, rowPx);
  }
  context.fillStyle = isBuy ? colors.up : colors.down;
  context.beginPath();
  context.arc(center, top + rowPx / 2, (rowPx / 2 - 1) * (BUBBLE_SHARE[order.rank] ?? 1), 0, 2 * Math.PI);
  context.fill();
}
