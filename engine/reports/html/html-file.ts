import { reportCharts } from '../charts/report-charts.ts';
import type { Report } from '../report.ts';
import { type ReportFile, textFile } from '../report-file.ts';
import { headlineFigures, periodText, titleOf } from '../report-heading.ts';
import { reportTables } from '../report-tables.ts';
import { htmlChart } from './html-chart.ts';
import { HTML_STYLE } from './html-style.ts';
import { htmlTable } from './html-table.ts';
import { escaped } from './html-text.ts';

/** One file that needs nothing else: no script, nothing loaded from anywhere. */
export function htmlFile(report: Report, name: string): ReportFile {
  const title = titleOf(report);
  const [totals = '', ...tables] = reportTables(report).map(htmlTable);
  const lines = [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(`${report.badge} - ${title}`)}</title>`,
    `<style>${HTML_STYLE}</style></head>`,
    '<body>',
    heading(report, title),
    `<main>${figures(report)}`,
    ...reportCharts(report, 960, 240).map(htmlChart),
    totals,
    ...tables,
    assumptions(report),
    caveats(report),
    '</main></body></html>',
    '',
  ];
  return textFile(name, lines.join('\n'));
}

function heading(report: Report, title: string): string {
  const tone = report.badge.includes('+') ? '' : ` ${report.badge.toLowerCase()}`;
  return [
    `<header><div class="badge${tone}">${escaped(report.badge)}</div>`,
    `<div><h1>${escaped(title)}</h1><p>${escaped(periodText(report))}</p></div></header>`,
  ].join('');
}

function figures(report: Report): string {
  const items = headlineFigures(report).map(
    ({ label, text }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(text)}</dd></div>`,
  );
  return `<dl class="figures">${items.join('')}</dl>`;
}

function assumptions(report: Report): string {
  const facts = report.assumptions.map(
    ({ label, text }) => `<dt>${escaped(label)}</dt><dd>${escaped(text)}</dd>`,
  );
  return `<section><h2>Assumptions</h2><dl class="facts">${facts.join('\n')}</dl></section>`;
}

function caveats(report: Report): string {
  const items = report.caveats.map((text) => `<li>${escaped(text)}</li>`);
  return `<section><h2>What this report does not promise</h2><ul>${items.join('\n')}</ul></section>`;
}
