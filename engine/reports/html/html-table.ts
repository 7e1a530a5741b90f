import type { ReportTable } from '../report-tables.ts';
import { escaped } from './html-text.ts';

/** A section with a heading and a table; numbers stand right. */
export function htmlTable({ title, columns, rows, note }: ReportTable): string {
  const alignOf = (index: number): string => (columns[index]?.align === 'right' ? ' class="number"' : '');
  const head = columns.map(
    (column, index) => `<th scope="col"${alignOf(index)}>${escaped(column.title)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = row.map((cell, index) => `<td${alignOf(index)}>${escaped(cell)}</td>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  return [
    `<section><h2>${escaped(title)}</h2>`,
    `<div class="wide"><table><thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>${body.join('\n')}</tbody></table></div>`,
    note === undefined ? '' : `<p class="note">${escaped(note)}</p>`,
    '</section>',
  ].join('\n');
}
