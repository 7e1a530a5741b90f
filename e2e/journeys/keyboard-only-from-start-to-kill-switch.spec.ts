import { expect, type Locator, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { typeRelease } from '../screens/kill-switch.ts';
import { waitForMarket } from '../screens/market.ts';
import { answerAfterReading } from '../screens/native-dialogs.ts';
import { chooseCommand } from '../screens/palette.ts';
import { rowsOf } from '../screens/panels.ts';

const mostTabs = 150;

/** Presses Tab until the element has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < mostTabs; presses += 1) {
    if (await element.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(element)} must be reached with ${mostTabs} presses of Tab, it was not`);
}

test('keyboard only: start a strategy, look at its fill, freeze, release, flatten', async ({ open }) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await chooseCommand(page, 'Start Buy and hold on BTC/USDT:USDT');
  await expect(page.getByRole('region', { name: 'Buy and hold on BTC/USDT:USDT' })).toBeVisible();
  await chooseCommand(page, 'Open Fills');
  const fill = rowsOf(page, 'Fills').first();
  await expect(fill).toBeVisible();
  await tabTo(page, fill);
  await keepScreenshot(page, 'keyboard-focus-dark');
  await page.keyboard.press('Enter');
  const why = page.getByRole('dialog', { name: 'Why did this fill?' });
  await expect(why).toContainText('agrees with the fill');
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();
  await expect(fill).toBeFocused();

  const state = page.getByRole('group', { name: 'Freeze' }).getByRole('status');
  await page.keyboard.press('Control+Shift+F');
  await expect(state).toHaveText('Frozen');
  await keepScreenshot(page, 'frozen-dark');
  // Questions of the system have keys of their own; here they are answered for the person.
  const said = await answerAfterReading(desk.app, ['Release', 'Close all positions'], 0);
  await chooseCommand(page, 'Release…');
  await typeRelease(page);
  await expect(state).toBeHidden();

  const freeze = page.getByRole('button', { name: 'Freeze', exact: true });
  await tabTo(page, freeze);
  await page.keyboard.press('Space');
  await expect(state).toHaveText('Frozen');
  const release = page.getByRole('button', { name: 'Release' });
  await tabTo(page, release);
  await page.keyboard.press('Enter');
  await typeRelease(page);
  await expect(state).toBeHidden();

  await chooseCommand(page, 'Flatten…');
  await chooseCommand(page, 'Open Positions');
  await expect(page.getByText('No open positions, so nothing is at risk.')).toBeVisible();
  await expect(state).toHaveText('Frozen');
  expect((await said()).map((each) => each.split('\n')[0])).toEqual([
    'Release trading?',
    'Release trading?',
    'Close all positions now?',
  ]);
  await desk.quit();
});
