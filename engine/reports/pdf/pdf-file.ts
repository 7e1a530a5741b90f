import { reportCharts } from '../charts/report-charts.ts';
import type { Report } from '../report.ts';
import type { ReportFile } from '../report-file.ts';
import { headlineFigures, periodText, titleOf } from '../report-heading.ts';
import { reportTables } from '../report-tables.ts';
import { inLatin1 } from './latin1.ts';
import { drawChart } from './pdf-chart.ts';
import { PdfSheet, TEXT_WIDTH } from './pdf-sheet.ts';
import { drawTable } from './pdf-table.ts';

const LEFT = 40;
const BADGE_COLORS: Readonly<Record<string, string>> = {
  SANDBOX: '#3b5b8c',
  REPLAY: '#6a4c93',
  PAPER: '#1c6b60',
  BACKTEST: '#8a5a00',
  LIVE: '#a5281b',
};

/** The report on A4. The same report gives the same bytes. */
export async function pdfFile(report: Report, name: string): Promise<ReportFile> {
  const title = titleOf(report);
  const sheet = new PdfSheet(`${report.badge} - ${title}`, report.to);
  drawTitle(sheet, report);
  drawFigures(sheet, report);
  for (const chart of reportCharts(report, TEXT_WIDTH, 130)) drawChart(sheet, chart);
  for (const table of reportTables(report)) drawTable(sheet, table);
  sheet.heading('Assumptions', 30);
  for (const { label, text } of report.assumptions) sheet.paragraph(`${label}: ${text}`);
  sheet.heading('What this report does not promise', 30);
  for (const text of report.caveats) sheet.paragraph(text);
  return {
    name,
    bytes: await sheet.finish(`${report.badge} - ${title} - journal entry ${report.journal.row}`),
  };
}

function drawTitle(sheet: PdfSheet, report: Report): void {
  const { document } = sheet;
  document.font('Helvetica-Bold').fontSize(20);
  const width = document.widthOfString(report.badge) + 24;
  document
    .roundedRect(LEFT, sheet.y, width, 32, 3)
    .fillColor(BADGE_COLORS[report.badge] ?? '#44546a')
    .fill();
  document.fillColor('#ffffff').text(report.badge, LEFT + 12, sheet.y + 8, { lineBreak: false });
  sheet.skip(42);
  document.font('Helvetica-Bold').fontSize(15).fillColor('#1b2430');
  document.text(inLatin1(titleOf(report)), LEFT, sheet.y, { lineBreak: false });
  sheet.skip(20);
  sheet.paragraph(periodText(report), '#5b6776');
  sheet.skip(6);
}

function drawFigures(sheet: PdfSheet, report: Report): void {
  const figures = headlineFigures(report);
  const width = TEXT_WIDTH / 3;
  const { document } = sheet;
  for (const [index, { label, text }] of figures.entries()) {
    const x = LEFT + (index % 3) * width;
    const y = sheet.y + Math.floor(index / 3) * 30;
    document.font('Helvetica').fontSize(7.5).fillColor('#5b6776');
    document.text(inLatin1(label), x, y, { lineBreak: false });
    document.font('Helvetica-Bold').fontSize(10).fillColor('#1b2430');
    document.text(inLatin1(text), x, y + 10, { lineBreak: false });
  }
  sheet.skip(30 * Math.ceil(figures.length / 3) + 4);
}
