import type { ReportChart } from '../charts/report-charts.ts';
import { escaped } from './html-text.ts';

/** A chart as inline SVG; colors come from the style sheet of the page. */
export function htmlChart({ title, tone, summary, shape }: ReportChart): string {
  const { width, height, left, bottom, line, area, gains, losses, yMarks, xMarks, zeroAt } = shape;
  const right = width - 10;
  const grid = yMarks.map(
    ({ at, text }) =>
      `<line class="grid" x1="${left}" x2="${right}" y1="${at}" y2="${at}"/>` +
      `<text x="${left - 6}" y="${at + 3}" text-anchor="end">${escaped(text)}</text>`,
  );
  const below = xMarks.map(
    ({ at, text }) => `<text x="${at}" y="${height - 5}" text-anchor="middle">${escaped(text)}</text>`,
  );
  const zero =
    zeroAt === undefined
      ? ''
      : `<line class="zero" x1="${left}" x2="${right}" y1="${zeroAt}" y2="${zeroAt}"/>`;
  const path = (name: string, shapeText: string): string =>
    shapeText === '' ? '' : `<path class="${name}" d="${shapeText}"/>`;
  return [
    `<figure class="chart ${tone}"><figcaption>${escaped(title)}</figcaption>`,
    `<svg role="img" aria-label="${escaped(summary)}" viewBox="0 0 ${width} ${height}">`,
    ...grid,
    `<line class="axis" x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}"/>`,
    path('area', area),
    path('line', line),
    path('gains', gains),
    path('losses', losses),
    zero,
    ...below,
    '</svg></figure>',
  ].join('');
}
