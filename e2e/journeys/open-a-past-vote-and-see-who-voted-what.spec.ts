import { expect } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { graveViolations } from '../screens/accessibility.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { waitForMarket } from '../screens/market.ts';
import { openPanel, readTable, rowsOf, tableOf } from '../screens/panels.ts';
import { openWorkspace } from '../screens/workspaces.ts';

test('open a past vote and see who voted what', async ({ open }) => {
  // Two starts, and a minute of the market between a vote and what came of it.
  test.setTimeout(240_000);
  const first = await open();
  const { page } = first;
  await waitForMarket(page);
  await openWorkspace(page, 'Formulas');
  await openPanel(page, 'Vote');
  await page.getByRole('button', { name: 'Fast · 1m' }).click();
  await page.getByRole('region', { name: 'Decision' }).waitFor({ timeout: 60_000 });
  // Fast votes come once a second; those of a minute ago know what came of them.
  await page.getByRole('button', { name: '20 times real time', exact: true }).click();
  await page.getByRole('button', { name: 'Past votes' }).click();
  await tableOf(page, 'Past votes').waitFor({ timeout: 30_000 });
  const known = async () =>
    (await readTable(page, 'Past votes')).filter(({ Move }) => /^[+-]?\d/.test(Move ?? '')).length;
  await tableOf(page, 'Past votes').getByRole('columnheader', { name: 'Move' }).getByRole('button').click();
  await expect.poll(known, { timeout: 60_000 }).toBeGreaterThan(0);
  await keepScreenshot(page, 'vote-past-dark');
  expect(await graveViolations(page, '.window')).toEqual([]);

  await rowsOf(page, 'Past votes').first().click();
  await expect(tableOf(page, 'Who voted what')).toBeVisible();
  await expect(page.getByText(/version 1 of the parameters/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Decision' })).toBeVisible();
  await keepScreenshot(page, 'vote-past-opened-dark');
  await page.getByRole('button', { name: 'Back to the list of votes' }).click();
  await expect(tableOf(page, 'Past votes')).toBeVisible();
  await first.quit();

  const second = await open({ userDataDir: first.userDataDir });
  await waitForMarket(second.page);
  await openPanel(second.page, 'Vote');
  await tableOf(second.page, 'Past votes').waitFor({ timeout: 30_000 });
  // Nobody saw the market at the horizon of those that were awaited.
  const kept = await readTable(second.page, 'Past votes');
  expect(kept.some(({ Move }) => Move === 'unknown')).toBe(true);
  await keepScreenshot(second.page, 'vote-past-after-a-restart-dark');
  await second.quit();
});
