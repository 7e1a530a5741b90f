import { expect, type Locator, type Page } from '@playwright/test';

/** Brings a panel to the front by its tab. */
export async function openPanel(page: Page, title: string): Promise<void> {
  const tab = page.getByRole('tab', { name: title, exact: true });
  await tab.click();
  await expect(tab).toHaveAttribute('aria-selected', 'true');
}

/** A table by the name a screen reader says. */
export const tableOf = (page: Page, name: string): Locator => page.getByRole('table', { name, exact: true });

/** The rows below the header. */
export const rowsOf = (page: Page, name: string): Locator => tableOf(page, name).locator('[data-index]');

/** One row as a person reads it: cell text under the column's name, without its unit. */
export type ReadRow = Readonly<Record<string, string>>;

/** Every row of a table from top to bottom; none when the panel says that there is nothing. */
export async function readTable(page: Page, name: string): Promise<readonly ReadRow[]> {
  const table = tableOf(page, name);
  if ((await table.count()) === 0) return [];
  return table.evaluate((element) => {
    const textOf = (node: Element) => (node.textContent ?? '').trim();
    const names = [...element.querySelectorAll('[role=columnheader]')].map((header) => {
      const [label = ''] = [...(header.querySelector('button') ?? header).childNodes].map(
        (node) => node.textContent ?? '',
      );
      return label.trim();
    });
    return [...element.querySelectorAll<HTMLElement>('[data-index]')]
      .toSorted((a, b) => Number(a.dataset['index']) - Number(b.dataset['index']))
      .map((row) =>
        Object.fromEntries(
          [...row.querySelectorAll('[role=cell]')].map((cell, at) => [names[at] ?? '', textOf(cell)]),
        ),
      );
  });
}

/** Brings a panel with a table to the front and reads it once it is drawn. */
export async function readPanel(page: Page, title: string): Promise<readonly ReadRow[]> {
  await openPanel(page, title);
  const drawn = page
    .getByRole('tabpanel', { name: title, exact: true })
    .locator('[data-index], .empty-panel');
  await drawn.first().waitFor();
  return readTable(page, title);
}

/** The named columns of every row: what must stay the same while prices move. */
export const columnsOf = (rows: readonly ReadRow[], names: readonly string[]): readonly ReadRow[] =>
  rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? ''])));
