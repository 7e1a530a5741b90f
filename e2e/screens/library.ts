import { expect, type Page } from '@playwright/test';
import type { Workstation } from '../launch/launch-workstation.ts';
import { graveViolations } from './accessibility.ts';
import { choosePaths } from './native-dialogs.ts';
import { chooseCommand } from './palette.ts';

/** A table and what it is of, as a person says it. */
export interface ImportedTable {
  readonly path: string;
  readonly instrument: string;
  readonly tick: string;
  readonly lot: string;
}

/** Brings the data library to the front. */
export async function openLibrary(page: Page): Promise<void> {
  await chooseCommand(page, 'Open Data library');
  await expect(page.getByRole('button', { name: 'Import…', exact: true })).toBeVisible();
}

/** Chooses a file, says what it is of, and answers with what came of the import. */
export async function importTable({ app, page }: Workstation, table: ImportedTable): Promise<string> {
  await choosePaths(app, [table.path]);
  await page.getByRole('button', { name: 'Import…', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Import market data' });
  await dialog.getByRole('region', { name: 'First rows' }).waitFor({ timeout: 30_000 });
  await dialog.getByLabel('Instrument', { exact: true }).fill(table.instrument);
  await dialog.getByLabel('Tick', { exact: true }).fill(table.tick);
  await dialog.getByLabel('Lot', { exact: true }).fill(table.lot);
  expect(await graveViolations(page, 'dialog')).toEqual([]);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  const end = dialog.getByText(/^(Imported|Refused|Failed|Canceled):/);
  await end.waitFor({ timeout: 60_000 });
  const told = await end.innerText();
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(dialog).toBeHidden();
  return told;
}

/** Symbol and UTC day. */
export type DayName = readonly [symbol: string, day: string];

/** Opens the details of a day and plays it back from a time of it. */
export async function replayFrom(page: Page, [symbol, day]: DayName, time: string): Promise<void> {
  await page
    .getByRole('table', { name: 'Data library' })
    .locator('[data-index]')
    .filter({ hasText: symbol })
    .filter({ hasText: day })
    .click();
  const details = page.getByRole('region', { name: `About ${symbol} ${day}` });
  expect(await graveViolations(page, '.library')).toEqual([]);
  await details.getByLabel('Start, UTC').fill(time);
  await details.getByRole('button', { name: 'Replay from here' }).click();
  await page.getByRole('status', { name: 'Mode: REPLAY' }).waitFor({ timeout: 60_000 });
}

/** Drags the replay to a moment, in Unix ms. */
export async function seekTo(page: Page, ms: number): Promise<void> {
  const bar = page.getByRole('slider', { name: 'Time of the replay' });
  await bar.fill(String(ms));
  await bar.blur();
}
