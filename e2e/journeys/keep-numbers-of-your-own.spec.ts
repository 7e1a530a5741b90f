import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { newHome } from '../launch/launch-workstation.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { waitForMarket } from '../screens/market.ts';
import { openPanel } from '../screens/panels.ts';
import { openWorkspace } from '../screens/workspaces.ts';

const DAY_MS = 86_400_000;
const HEAD = 'time,name,instrument,value';

/** A day of hash rates a row, the newest from a moment ago. */
function hashRates(days: number): string[] {
  const now = Date.now();
  return Array.from({ length: days }, (_, day) => {
    const time = new Date(now - (days - 1 - day) * DAY_MS).toISOString();
    return `${time},chain.hash-rate,,${6e20 + day * 1e18}`;
  });
}

/** Looks up the ribbons of hash rates, which no source of the product feeds. */
async function lookUpRibbons(page: Page): Promise<void> {
  await openWorkspace(page, 'Formulas');
  await page.getByRole('searchbox', { name: 'Search' }).fill('hash ribbons');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await expect(page.getByRole('article')).toContainText('Hash');
}

test('keep numbers of your own: see what was read and refused, and a formula that nothing else feeds hear of them', async ({
  open,
}) => {
  const home = newHome();
  const desk = await open({ userDataDir: home });
  const { page } = desk;
  await waitForMarket(page);
  const noSource = page.getByText(/No source of the product tells chain\.hash-rate/);

  await test.step('without a file nothing tells the hash rate', async () => {
    await lookUpRibbons(page);
    await noSource.waitFor({ timeout: 20_000 });
  });

  await test.step('a file is read while the workstation runs', async () => {
    const rows = [HEAD, ...hashRates(80), 'yesterday,chain.hash-rate,,6e20'];
    writeFileSync(join(home, 'numbers.csv'), `${rows.join('\n')}\n`);
    await noSource.waitFor({ state: 'hidden', timeout: 30_000 });
    await openWorkspace(page, 'Sandbox');
    await openPanel(page, 'Engine health');
    const numbers = page.getByRole('region', { name: 'Own numbers' });
    await expect(numbers).toContainText('numbers.csv: 80 rows, 1 series.');
    await expect(numbers).toContainText('One line was refused.');
    await expect(numbers).toContainText('Line 82: time must be a date and time with its zone');
    await numbers.scrollIntoViewIfNeeded();
    await keepScreenshot(page, 'own-numbers-dark');
  });

  await test.step('a new row counts as soon as it is there', async () => {
    appendFileSync(join(home, 'numbers.csv'), `${new Date().toISOString()},sentiment.fear-and-greed,,54\n`);
    const row = page
      .getByRole('region', { name: 'Own numbers' })
      .getByRole('row', { name: /fear-and-greed/ });
    await row.waitFor({ timeout: 30_000 });
    await expect(row).toContainText('54');
  });
  await desk.quit();
});
