import { SMALL_BOLD, TABLE_BOLD, TABLE_TEXT } from '../../charts/flow/surface.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';
import { DELTA_TONES, type Largest, LAST_TRADES, type LadderCell, PRICE_ZONES } from './ladder-cell.ts';
import type { LadderColumn, LadderColumnName } from './ladder-columns.ts';
import type { LadderTexts } from './ladder-texts.ts';
import { fittingScale, type SizeScale } from './size-scale.ts';

/** Between the edge of a cell and its number; columns of many digits get by with less. */
const PADDING_PX = 4;
const SMALL_PADDING_PX = 2;
/** Half the height and the width of the arrow beside the last price. */
const ARROW_PX = 3;

/** What all cells of a ladder have in common. */
export interface LadderStyle {
  readonly context: CanvasRenderingContext2D;
  readonly colors: CanvasColors;
  readonly texts: LadderTexts;
  readonly rowPx: number;
}

/** A column and how its sizes are written; prices and own orders are written in full. */
export interface ScaledColumn extends LadderColumn {
  readonly scale: SizeScale | undefined;
}

/** How the sizes of a column are written when these are the largest on screen. */
export function scaleOf(
  { name, width }: LadderColumn,
  largest: Largest,
  { lotPlaces }: LadderTexts,
): SizeScale | undefined {
  const px = width - 2 * paddingOf(name);
  if (name === 'bid' || name === 'ask') return fittingScale(largest.size, lotPlaces, { px, isSigned: false });
  if (name === 'volume') return fittingScale(largest.volume, lotPlaces, { px, isSigned: false });
  if (name === 'delta') return fittingScale(largest.delta, lotPlaces, { px, isSigned: true });
  return undefined;
}

/** Paints one cell over whatever stood there; `top` is the upper edge of its row in pixels of the page. */
export function paintLadderCell(
  style: LadderStyle,
  column: ScaledColumn,
  top: number,
  cell: LadderCell,
): void {
  const { colors, context, rowPx } = style;
  context.fillStyle = groundOf(style, column, cell);
  context.fillRect(column.left, top, column.width, rowPx);
  if (cell.barPx > 0) {
    context.fillStyle =
      column.name === 'bid' ? colors.upSoft : column.name === 'ask' ? colors.downSoft : colors.hover;
    const left = column.name === 'ask' ? column.left : column.left + column.width - cell.barPx;
    context.fillRect(left, top + 1, cell.barPx, rowPx - 2);
  }
  if (column.name === 'price') paintLast(style, column, top, cell);
  const text = textOf(style.texts, column, cell);
  if (text !== '') paintText(style, column, top, { cell, text });
}

const isOwn = ({ name }: LadderColumn): boolean => name === 'own-buy' || name === 'own-sell';

function groundOf({ colors }: LadderStyle, column: LadderColumn, { value }: LadderCell): string {
  if (column.name === 'price') return colors.raised;
  return isOwn(column) && value !== 0 ? colors.accentSoft : colors.panel;
}

const lastTradeOf = ({ tone }: LadderCell) => LAST_TRADES[Math.floor(tone / PRICE_ZONES.length)] ?? 'none';

/** The frame of the last traded price, and the arrow that says who crossed the spread. */
function paintLast(
  { colors, context, rowPx }: LadderStyle,
  column: LadderColumn,
  top: number,
  cell: LadderCell,
) {
  const last = lastTradeOf(cell);
  if (last === 'none') return;
  context.strokeStyle = colors.accent;
  context.lineWidth = 1;
  context.strokeRect(column.left + 0.5, top + 0.5, column.width - 1, rowPx - 1);
  if (last === 'unknown') return;
  const [left, middle] = [column.left + 2, top + rowPx / 2];
  const tip = last === 'buy' ? middle - ARROW_PX : middle + ARROW_PX;
  const foot = last === 'buy' ? middle + ARROW_PX : middle - ARROW_PX;
  context.fillStyle = last === 'buy' ? colors.up : colors.down;
  context.beginPath();
  context.moveTo(left, foot);
  context.lineTo(left + 2 * ARROW_PX, foot);
  context.lineTo(left + ARROW_PX, tip);
  context.fill();
}

function textOf(texts: LadderTexts, { name, scale }: ScaledColumn, { tone, value }: LadderCell): string {
  if (name === 'price') return texts.price(value);
  if (name === 'delta') return DELTA_TONES[tone] === 'none' ? '' : texts.signed(value, scale);
  return texts.size(value, scale);
}

function inkOf({ colors }: LadderStyle, column: LadderColumn, cell: LadderCell): string {
  if (isOwn(column)) return colors.accent;
  if (column.name === 'volume') return colors.textSoft;
  if (column.name === 'delta') {
    const tone = DELTA_TONES[cell.tone];
    return tone === 'up' ? colors.up : tone === 'down' ? colors.down : colors.text;
  }
  if (column.name !== 'price' || lastTradeOf(cell) !== 'none') return colors.text;
  const zone = PRICE_ZONES[cell.tone % PRICE_ZONES.length];
  return zone === 'bid' ? colors.up : zone === 'ask' ? colors.down : colors.textSoft;
}

function fontOf(column: LadderColumn, cell: LadderCell): string {
  if (isOwn(column)) return SMALL_BOLD;
  return column.name === 'price' && lastTradeOf(cell) !== 'none' ? TABLE_BOLD : TABLE_TEXT;
}

const paddingOf = (name: LadderColumnName): number =>
  name === 'bid' || name === 'ask' ? PADDING_PX : SMALL_PADDING_PX;

const CENTERED: ReadonlySet<string> = new Set(['own-buy', 'price', 'own-sell']);

function paintText(
  style: LadderStyle,
  column: LadderColumn,
  top: number,
  { cell, text }: { readonly cell: LadderCell; readonly text: string },
): void {
  const { context, rowPx } = style;
  const { left, name, width } = column;
  context.font = fontOf(column, cell);
  context.fillStyle = inkOf(style, column, cell);
  const align = CENTERED.has(name) ? 'center' : name === 'ask' ? 'left' : 'right';
  const padding = paddingOf(name);
  const room = width - 2 * padding;
  const x = { center: left + width / 2, left: left + padding, right: left + width - padding }[align];
  const middle = top + rowPx / 2 + 0.5;
  // A digit of this font is 8 px wide at most: only what may be too long is measured and squeezed.
  context.textAlign = align;
  if (text.length * 8 <= room) context.fillText(text, x, middle);
  else context.fillText(text, x, middle, Math.max(1, room));
}
