import type { ReportChart } from '../charts/report-charts.ts';
import { inLatin1 } from './latin1.ts';
import type { PdfSheet } from './pdf-sheet.ts';

const LEFT = 40;
const FAINT = '#5b6776';
const RULE = '#d9dee5';
const LINE = { equity: '#2b5f9e', drawdown: '#c2513f', trades: '#2b5f9e' } as const;

/** Draws a chart as vectors, from the same shape as on the page. */
export function drawChart(sheet: PdfSheet, chart: ReportChart): void {
  const { shape, title, tone } = chart;
  sheet.heading(title, shape.height);
  const { document, y } = sheet;
  document.save().translate(LEFT, y);
  drawScales(document, chart);
  if (shape.area !== '' && tone === 'equity') document.path(shape.area).fillColor('#eaf0f6').fill();
  if (shape.line !== '') document.path(shape.line).lineWidth(1).strokeColor(LINE[tone]).stroke();
  if (shape.gains !== '') document.path(shape.gains).fillColor('#1f8a70').fill();
  if (shape.losses !== '') document.path(shape.losses).fillColor('#c2513f').fill();
  document.restore();
  sheet.skip(shape.height + 4);
}

function drawScales(document: PDFKit.PDFDocument, { shape }: ReportChart): void {
  const { width, height, left, bottom, yMarks, xMarks, zeroAt } = shape;
  const right = width - 10;
  const across = (y: number, color: string): void => {
    document.moveTo(left, y).lineTo(right, y).lineWidth(0.5).strokeColor(color).stroke();
  };
  for (const { at } of yMarks) across(at, RULE);
  across(bottom, FAINT);
  if (zeroAt !== undefined) across(zeroAt, FAINT);
  document.font('Helvetica').fontSize(6.5).fillColor(FAINT);
  for (const { at, text } of yMarks) {
    document.text(inLatin1(text), 0, at - 3, { width: left - 5, align: 'right', lineBreak: false });
  }
  for (const { at, text } of xMarks) {
    document.text(inLatin1(text), at - 40, height - 13, { width: 80, align: 'center', lineBreak: false });
  }
}
