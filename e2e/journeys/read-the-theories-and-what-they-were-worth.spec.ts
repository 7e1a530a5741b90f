import { expect, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { graveViolations } from '../screens/accessibility.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { waitForMarket } from '../screens/market.ts';
import { chooseCommand } from '../screens/palette.ts';
import { openWorkspace } from '../screens/workspaces.ts';

const cards = (page: Page) => page.getByRole('list', { name: 'Eleven theories' }).getByRole('listitem');
const cardOf = (page: Page, title: string) =>
  cards(page).filter({ has: page.getByRole('heading', { name: title }) });

test('read the theories and what they were worth', async ({ open }) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await openWorkspace(page, 'Formulas');
  await expect(cards(page)).toHaveCount(11);
  await page.getByText(/^to the bar that ended at/).waitFor({ timeout: 60_000 });
  await expect(cardOf(page, 'Kalman filter')).toContainText('bps/bar');
  // The session was told two days of minutes, which every theory on them has read.
  await expect(cardOf(page, 'Hurst exponent')).toContainText('95 %');
  await keepScreenshot(page, 'theories-begun-dark');

  await page.getByRole('button', { name: 'As fast as possible' }).click();
  await expect(cardOf(page, 'Random forest')).toContainText(/right.* of \d+ later samples/, {
    timeout: 90_000,
  });
  await page.getByRole('button', { name: '1 times real time', exact: true }).click();
  await expect(cardOf(page, 'Kalman filter')).toContainText(/Higher in 3m with \d/);
  await expect(cardOf(page, 'Shannon entropy')).toContainText(/95 %: 0\.\d+ to \d/);
  await expect(
    cards(page)
      .getByText(/mbit per prediction, \d/)
      .first(),
  ).toBeVisible();
  await keepScreenshot(page, 'theories-corrected-dark');
  expect(await graveViolations(page, '.window'), 'dark').toEqual([]);

  await cardOf(page, 'Hurst exponent').getByText('How it works').focus();
  await page.keyboard.press('Enter');
  await expect(cardOf(page, 'Hurst exponent').getByText(/^Corrected: without what/)).toBeVisible();

  await page.getByRole('button', { name: 'As described' }).press('Enter');
  await expect(cardOf(page, 'Hurst exponent')).toContainText('Plain rescaled range gives', {
    timeout: 30_000,
  });
  await expect(cardOf(page, 'Kalman filter')).toContainText('Believed at 100% of its word');
  await keepScreenshot(page, 'theories-described-dark');
  await page.getByRole('button', { name: 'Corrected', exact: true }).click();
  await chooseCommand(page, 'Theme: Light');
  await expect(cardOf(page, 'Shannon entropy')).toContainText('95 %', { timeout: 30_000 });
  await keepScreenshot(page, 'theories-corrected-light');
  expect(await graveViolations(page, '.window'), 'light').toEqual([]);
  await desk.quit();
});
