import { expect, type Page } from '@playwright/test';
import { tableOf } from './panels.ts';

const newestMs = 3000;

/**
 * Waits until the sandbox has read its history and goes with the clock. Long waits are not expectations: one that
 * fails writes down the roles of the whole page with every try.
 */
export async function waitForMarket(page: Page): Promise<void> {
  await page.getByRole('status', { name: /^Mode: / }).waitFor({ timeout: 60_000 });
  await expect
    .poll(async () => Date.now() - (await marketTimeMs(page)), { timeout: 90_000 })
    .toBeLessThan(newestMs);
  await expect(page.getByRole('group', { name: 'Feed', exact: true })).toContainText('live', {
    timeout: 30_000,
  });
}

/** The time of the market in the top bar, in Unix ms. */
export async function marketTimeMs(page: Page): Promise<number> {
  const clock = page.getByRole('group', { name: 'Market time' }).locator('time');
  return Date.parse((await clock.getAttribute('datetime')) ?? '');
}

/** The last price of a base currency in the markets table, once there is one. */
export async function lastPriceOf(page: Page, base: string): Promise<number> {
  const row = tableOf(page, 'Markets')
    .getByRole('row')
    .filter({ hasText: `${base}/` });
  const cell = row.getByRole('cell').nth(1);
  await expect(cell).toHaveText(/\d/);
  const text = await cell.innerText();
  return Number(text.replaceAll(',', ''));
}
