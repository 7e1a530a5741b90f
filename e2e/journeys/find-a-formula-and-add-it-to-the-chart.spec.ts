import { expect, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { chartOf } from '../screens/chart.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { waitForMarket } from '../screens/market.ts';
import { chooseCommand } from '../screens/palette.ts';
import { openWorkspace } from '../screens/workspaces.ts';

const list = (page: Page) => page.getByRole('listbox', { name: 'Formulas' });
const detail = (page: Page) => page.getByRole('article');
const legend = (page: Page) => page.getByRole('tabpanel', { name: 'Chart' });

/** Types into the search field and chooses the first formula that fits with the keyboard. */
async function find(page: Page, words: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search' }).fill(words);
  await page.keyboard.press('ArrowDown');
  await expect(list(page)).toBeFocused();
  await page.keyboard.press('Home');
}

test('find a formula and add it to the chart', async ({ open }) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await openWorkspace(page, 'Formulas');
  await expect(list(page)).toBeVisible();
  await expect(page.getByText(/^411 formulas of the catalogue, \d\d indicators$/)).toBeVisible();

  await find(page, 'rogers satchell');
  await expect(detail(page)).toContainText('Rogers-Satchell');
  await expect(detail(page).getByText('SANDBOX')).toBeVisible();
  await detail(page)
    .getByRole('img', { name: /values, one per 1m/ })
    .waitFor({ timeout: 20_000 });
  await detail(page).getByRole('button', { name: 'Add to chart' }).click();
  await expect(legend(page)).toContainText(/Rogers-Satchell .*\d/);
  await expect(chartOf(page)).toBeVisible();
  await keepScreenshot(page, 'formulas-bars-dark');

  const window = detail(page).getByRole('textbox').first();
  const before = await window.inputValue();
  await window.fill('-3');
  await expect(detail(page).getByText(/Not taken over: .*-3/)).toBeVisible();
  await keepScreenshot(page, 'formulas-refused-dark');
  await window.fill(String(Number(before) + 5));
  await expect(detail(page).getByText(/Not taken over/)).toHaveCount(0);
  await expect(detail(page).getByText(`shipped ${before}`)).toBeVisible();

  await find(page, 'microprice');
  await expect(detail(page).locator('.formula-value')).toContainText(/\d/, { timeout: 20_000 });
  await detail(page).getByRole('button', { name: 'Add to chart' }).click();
  await expect(legend(page)).toContainText(/from \d\d:\d\d:\d\d on/, { timeout: 20_000 });
  await keepScreenshot(page, 'formulas-ticks-dark');

  await page.getByRole('searchbox', { name: 'Search' }).fill('');
  await page.getByRole('button', { name: 'Has a value now' }).click();
  await page.getByText(/^[1-9]\d* of 411 formulas, \d+ of \d\d indicators$/).waitFor({ timeout: 120_000 });
  await keepScreenshot(page, 'formulas-board-dark');
  await page.getByRole('button', { name: 'Has a value now' }).click();
  await chooseCommand(page, 'Theme: Light');
  await keepScreenshot(page, 'formulas-light');

  await legend(page)
    .getByRole('button', { name: /^Take Rogers-Satchell.* off the chart$/ })
    .click();
  await expect(legend(page)).not.toContainText('Rogers-Satchell');
  await desk.quit();

  const again = await open({ userDataDir: desk.userDataDir });
  await waitForMarket(again.page);
  await expect(legend(again.page)).toContainText(/from \d\d:\d\d:\d\d on/, { timeout: 30_000 });
  await again.quit();
});
