import { ROW_MARKS, ROW_WIDTH } from '../../../engine/domain/market/footprint-row.ts';
import type { FlowBar } from '../../charts/flow/flow-bar.ts';
import { digitsFor } from '../../charts/flow/amounts.ts';
import { SMALL_BOLD, SMALL_TEXT, type Surface } from '../../charts/flow/surface.ts';
import { formatFixed } from '../../formatting/numbers.ts';
import type { Scene } from './scene.ts';
import { detailOf, type Plot, visibleTicks, xOfBar, yOfTicks } from './viewport.ts';

/** Left of every bar its candle is drawn. */
const CANDLE_PX = 9;

/** One row of one bar with its place on the canvas. */
interface Row {
  readonly buys: number;
  readonly sells: number;
  readonly marks: number;
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** What all cells of a picture have in common. */
interface CellStyle {
  readonly scene: Scene;
  /** The most lots of one side, and of both, in a row on screen. */
  readonly mostSide: number;
  readonly mostBoth: number;
  readonly amountText: (lots: number) => string;
}

/** Paints the rows and the candle of every bar on screen; what is off screen costs nothing. */
export function paintCells(surface: Surface, scene: Scene, plot: Plot, bars: readonly FlowBar[]): void {
  const detail = detailOf(scene.view);
  const style = styleOf(scene, plot, bars);
  const paintRow = { numbers: paintNumbers, cells: paintHeat, thin: paintThin }[detail];
  for (const bar of bars) {
    const left = xOfBar(scene.view, plot, bar.number);
    const hasCandle = detail !== 'thin' || scene.view.barPx >= 12;
    const inset = hasCandle ? CANDLE_PX : 1;
    eachRow(scene, plot, bar, (row) =>
      paintRow(surface, { ...row, left: left + inset, width: scene.view.barPx - inset - 2 }, style),
    );
    paintCandle(surface, scene, plot, { bar, left });
  }
}

function eachRow(scene: Scene, plot: Plot, bar: FlowBar, visit: (row: Row) => void): void {
  const { rowTicks, view } = scene;
  const { high, low } = visibleTicks(view, plot, rowTicks);
  for (let at = 0; at < bar.rows.length; at += ROW_WIDTH) {
    const ticks = bar.rows[at] ?? 0;
    if (ticks > high || ticks + rowTicks < low) continue;
    const top = yOfTicks(view, plot, rowTicks, ticks + rowTicks);
    visit({
      buys: bar.rows[at + 1] ?? 0,
      sells: bar.rows[at + 2] ?? 0,
      marks: bar.rows[at + 3] ?? 0,
      top,
      left: 0,
      width: 0,
      height: view.rowPx,
    });
  }
}

function styleOf(scene: Scene, plot: Plot, bars: readonly FlowBar[]): CellStyle {
  let [mostSide, mostBoth] = [1, 1];
  for (const bar of bars) {
    eachRow(scene, plot, bar, ({ buys, sells }) => {
      mostSide = Math.max(mostSide, buys, sells);
      mostBoth = Math.max(mostBoth, buys + sells);
    });
  }
  const { lot, lotPlaces } = scene.grid;
  const digits = digitsFor(mostSide * lot, lotPlaces);
  return { scene, mostSide, mostBoth, amountText: (lots) => formatFixed(lots * lot, digits) };
}

function paintNumbers(surface: Surface, row: Row, style: CellStyle): void {
  paintHeat(surface, row, style);
  const { context } = surface;
  const { colors } = style.scene;
  const middle = row.top + row.height / 2;
  const center = row.left + row.width / 2;
  const isSold = (row.marks & ROW_MARKS.sells) !== 0;
  const isBought = (row.marks & ROW_MARKS.buys) !== 0;
  context.font = isSold ? SMALL_BOLD : SMALL_TEXT;
  // Bold and beside an arrow: a colored number on a colored cell could not be read.
  context.fillStyle = colors.text;
  context.textAlign = 'right';
  context.fillText(style.amountText(row.sells), center - 7, middle);
  context.font = isBought ? SMALL_BOLD : SMALL_TEXT;
  context.textAlign = 'left';
  context.fillText(style.amountText(row.buys), center + 7, middle);
  context.font = SMALL_TEXT;
  context.fillStyle = colors.textSoft;
  context.textAlign = 'center';
  context.fillText('×', center, middle);
  if (isSold) paintArrow(surface, { tip: row.left + 8, middle, direction: 1 }, colors.down);
  if (isBought) paintArrow(surface, { tip: row.left + row.width - 8, middle, direction: -1 }, colors.up);
}

/** Two halves colored by how much was sold and bought; marks as edges and frames. */
function paintHeat({ context }: Surface, row: Row, { mostSide, scene: { colors } }: CellStyle): void {
  const half = row.width / 2;
  const gap = row.height >= 8 ? 1 : 0;
  const cell = (left: number, color: string, lots: number) => {
    if (lots === 0) return;
    context.globalAlpha = 0.08 + 0.42 * Math.sqrt(lots / mostSide);
    context.fillStyle = color;
    context.fillRect(left, row.top + gap / 2, half, Math.max(1, row.height - gap));
  };
  cell(row.left, colors.down, row.sells);
  cell(row.left + half, colors.up, row.buys);
  context.globalAlpha = 1;
  const edge = (left: number, color: string) => {
    context.fillStyle = color;
    context.fillRect(left, row.top, 3, Math.max(1, row.height));
  };
  if (row.marks & ROW_MARKS.stackedSells) edge(row.left, colors.down);
  else if (row.marks & ROW_MARKS.sells && row.height < 13) edge(row.left, colors.down);
  if (row.marks & ROW_MARKS.stackedBuys) edge(row.left + row.width - 3, colors.up);
  else if (row.marks & ROW_MARKS.buys && row.height < 13) edge(row.left + row.width - 3, colors.up);
  paintMarks(context, row, colors);
}

function paintMarks(context: CanvasRenderingContext2D, row: Row, colors: Scene['colors']): void {
  if (row.marks & ROW_MARKS.pointOfControl) {
    context.strokeStyle = colors.warning;
    context.lineWidth = 1;
    context.strokeRect(row.left + 0.5, row.top + 0.5, row.width - 1, Math.max(1, row.height - 1));
  }
  if (row.marks & ROW_MARKS.unfinished) {
    context.strokeStyle = colors.accent;
    context.setLineDash([2, 2]);
    context.beginPath();
    const middle = row.top + row.height / 2;
    context.moveTo(row.left + row.width - 1, middle);
    context.lineTo(row.left + row.width + 6, middle);
    context.stroke();
    context.setLineDash([]);
  }
}

/** Volume at price as a thin bar from the left, colored by who took more. */
function paintThin({ context }: Surface, row: Row, { mostBoth, scene: { colors } }: CellStyle): void {
  const width = Math.max(1, (row.width * (row.buys + row.sells)) / mostBoth);
  context.globalAlpha = row.marks & ROW_MARKS.pointOfControl ? 1 : 0.6;
  context.fillStyle = row.buys >= row.sells ? colors.up : colors.down;
  context.fillRect(row.left, row.top, width, Math.max(1, row.height - (row.height >= 4 ? 1 : 0)));
  context.globalAlpha = 1;
}

/** A small triangle whose tip points right (1) or left (-1). */
function paintArrow(
  { context }: Surface,
  { direction, middle, tip }: { readonly tip: number; readonly middle: number; readonly direction: 1 | -1 },
  color: string,
): void {
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(tip, middle);
  context.lineTo(tip - 4 * direction, middle - 4);
  context.lineTo(tip - 4 * direction, middle + 4);
  context.fill();
}

function paintCandle(
  { context }: Surface,
  { colors, rowTicks, view }: Scene,
  plot: Plot,
  { bar, left }: { readonly bar: FlowBar; readonly left: number },
): void {
  const y = (ticks: number) => yOfTicks(view, plot, rowTicks, ticks);
  const color = bar.closeTicks >= bar.openTicks ? colors.up : colors.down;
  const middle = Math.round(left + Math.min(4, view.barPx / 2));
  context.fillStyle = color;
  context.fillRect(middle, y(bar.highTicks), 1, Math.max(1, y(bar.lowTicks) - y(bar.highTicks)));
  if (view.barPx < 12) return;
  const top = y(Math.max(bar.openTicks, bar.closeTicks));
  const bodyPx = Math.max(2, y(Math.min(bar.openTicks, bar.closeTicks)) - top);
  // Filled when it fell, hollow when it rose: told apart without color too.
  context.fillRect(middle - 2, top, 5, bodyPx);
  if (bar.closeTicks <= bar.openTicks || bodyPx < 4) return;
  context.fillStyle = colors.panel;
  context.fillRect(middle - 1, top + 1, 3, bodyPx - 2);
}
