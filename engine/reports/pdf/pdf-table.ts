import type { ReportTable } from '../report-tables.ts';
import { inLatin1 } from './latin1.ts';
import { type PdfSheet, TEXT_WIDTH } from './pdf-sheet.ts';

const LEFT = 40;
const GAP = 6;
const FONT_SIZE = 7.2;
/** A table below this height, in points, is not divided between pages. */
const MOST_KEPT_TOGETHER = 220;
const INK = '#1b2430';
const FAINT = '#5b6776';
const RULE = '#d9dee5';

/** Draws a table; its head is repeated on every page it reaches. */
export function drawTable(sheet: PdfSheet, table: ReportTable): void {
  const columns = layOut(table);
  const heights = table.rows.map((row) => rowHeight(sheet, row, columns));
  const whole = heights.reduce((sum, height) => sum + height, 2 * FONT_SIZE);
  sheet.heading(table.title, Math.min(whole, MOST_KEPT_TOGETHER));
  drawHead(sheet, table, columns);
  for (const [index, row] of table.rows.entries()) {
    const height = heights[index] ?? 0;
    if (sheet.makeRoom(height)) drawHead(sheet, table, columns);
    drawRow(sheet, row, columns, { height, font: 'Helvetica', color: INK });
  }
  sheet.skip(2);
  if (table.note !== undefined) sheet.paragraph(table.note, FAINT);
}

interface PlacedColumn {
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}

function layOut({ columns }: ReportTable): readonly PlacedColumn[] {
  const weights = columns.reduce((sum, { weight }) => sum + weight, 0);
  const unit = (TEXT_WIDTH - GAP * (columns.length - 1)) / weights;
  let x = LEFT;
  return columns.map(({ weight, align }) => {
    const placed = { x, width: unit * weight, align };
    x += placed.width + GAP;
    return placed;
  });
}

function drawHead(sheet: PdfSheet, table: ReportTable, columns: readonly PlacedColumn[]): void {
  const titles = table.columns.map(({ title }) => title);
  drawRow(sheet, titles, columns, {
    height: rowHeight(sheet, titles, columns),
    font: 'Helvetica-Bold',
    color: FAINT,
  });
}

function rowHeight({ document }: PdfSheet, row: readonly string[], columns: readonly PlacedColumn[]): number {
  document.font('Helvetica').fontSize(FONT_SIZE);
  const heights = row.map((cell, index) =>
    document.heightOfString(inLatin1(cell) || ' ', { width: columns[index]?.width ?? TEXT_WIDTH }),
  );
  return Math.max(...heights) + 5;
}

interface RowStyle {
  readonly height: number;
  readonly font: string;
  readonly color: string;
}

function drawRow(
  sheet: PdfSheet,
  row: readonly string[],
  columns: readonly PlacedColumn[],
  style: RowStyle,
): void {
  const { document, y } = sheet;
  document.font(style.font).fontSize(FONT_SIZE).fillColor(style.color);
  for (const [index, cell] of row.entries()) {
    const column = columns[index];
    if (!column || cell === '') continue;
    document.text(inLatin1(cell), column.x, y + 2, { width: column.width, align: column.align });
  }
  const line = y + style.height - 1;
  document
    .moveTo(LEFT, line)
    .lineTo(LEFT + TEXT_WIDTH, line)
    .lineWidth(0.4)
    .strokeColor(RULE)
    .stroke();
  sheet.skip(style.height);
}
