import { SMALL_TEXT, type Surface, TABLE_TEXT } from '../../charts/flow/surface.ts';
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

/** Columns for a width: the side's word, then fills and levels, need room. */
export function tapeColumns(width: number): TapeColumns {
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

function paintOrder(
  { context, width }: Surface,
  { order, top }: { readonly order: ShownOrder; readonly top: number },
  columns: TapeColumns,
  writing: TapeWriting,
): void {
  const { colors, rowPx } = writing;
  const isBuy = order.signedLots > 0;
  const middle = top + rowPx / 2;
  const color = isBuy ? colors.up : colors.down;
  if (order.rank > 0) {
    if (writing.highlightsBig) {
      context.fillStyle = isBuy ? colors.upSoft : colors.downSoft;
      context.fillRect(0, top, width, rowPx);
    }
    context.fillStyle = color;
    context.beginPath();
    context.arc(columns.bubble, middle, (rowPx / 2 - 1) * (BUBBLE_SHARE[order.rank] ?? 1), 0, 2 * Math.PI);
    context.fill();
  }
  context.font = TABLE_TEXT;
  context.textAlign = 'left';
  context.fillStyle = colors.textSoft;
  context.fillText(writing.timeText(order.timeMs), columns.time, middle);
  context.fillStyle = color;
  context.font = SMALL_TEXT;
  const arrow = isBuy ? '▲' : '▼';
  context.fillText(
    columns.word ? `${arrow} ${isBuy ? writing.buy : writing.sell}` : arrow,
    columns.word ? 66 : 62,
    middle,
  );
  context.font = order.rank > 0 ? TABLE_TEXT.replace('400', '600') : TABLE_TEXT;
  context.textAlign = 'right';
  const end = writing.priceText(order.endTicks);
  context.fillText(end, columns.price, middle);
  context.fillStyle = colors.text;
  context.fillText(writing.sizeText(Math.abs(order.signedLots)), columns.size, middle);
  if (columns.fills === undefined) return;
  context.fillStyle = order.levels > 1 ? colors.warning : colors.textSoft;
  context.font = SMALL_TEXT;
  context.fillText(order.fills === 1 ? '1' : `${order.fills} / ${order.levels}`, columns.fills, middle);
}
