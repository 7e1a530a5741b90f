import { expect, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { faultOfJournal } from '../screens/journal-file.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { expectSameLayout, readLayout } from '../screens/layout.ts';
import { lastPriceOf, waitForMarket } from '../screens/market.ts';
import { chooseCommand } from '../screens/palette.ts';
import { columnsOf, openPanel, readPanel, rowsOf } from '../screens/panels.ts';
import { startStrategy } from '../screens/strategies.ts';
import { placeOrder } from '../screens/ticket.ts';

async function history(page: Page) {
  return {
    positions: columnsOf(await readPanel(page, 'Positions'), [
      'Symbol',
      'Direction',
      'Size',
      'Entry',
      'Stop',
      'By',
      'Fees',
    ]),
    fills: await readPanel(page, 'Fills'),
    closedTrades: await readPanel(page, 'Closed trades'),
    orders: columnsOf(await readPanel(page, 'Orders'), [
      'Time',
      'Symbol',
      'Side',
      'Role',
      'Size',
      'Trigger',
      'Status',
    ]),
  };
}

/** Makes the chart lower by pulling the border below it upwards. */
async function pullBorderUp(page: Page, byPx: number): Promise<void> {
  const chart = page.getByRole('tabpanel', { name: 'Chart' });
  const box = await chart.boundingBox();
  if (box === null) throw new Error('the chart must be on screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height + 0.5];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - byPx, { steps: 5 });
  await page.mouse.up();
}

test('close and reopen: same positions, layout and history', async ({ open }) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  const shipped = await readLayout(page);
  await startStrategy(page, 'Buy and hold', 'SOL/USDT:USDT');
  const stop = String(Math.round((await lastPriceOf(page, 'BTC')) * 0.9));
  await placeOrder(page, { base: 'BTC', side: 'Buy', type: 'Market', size: '0.010', protectiveStop: stop });
  await openPanel(page, 'Positions');
  await expect(rowsOf(page, 'Positions')).toHaveCount(2);
  await page.getByRole('button', { name: 'Close BTC/USDT:USDT at market' }).click();
  await expect(rowsOf(page, 'Positions')).toHaveCount(1);

  await openPanel(page, 'Engine health');
  await chooseCommand(page, 'Close the active panel');
  await pullBorderUp(page, 120);
  await chooseCommand(page, 'Theme: Light');
  const held = await history(page);
  expect(held.positions).toHaveLength(1);
  expect(held.closedTrades).toHaveLength(1);
  await openPanel(page, 'Closed trades');
  const layout = await readLayout(page);
  expect(layout).not.toEqual(shipped);
  expect(layout.flatMap(({ tabs }) => tabs)).not.toContain('Engine health');
  await keepScreenshot(page, 'before-closing-light');
  await desk.quit();
  expect(faultOfJournal(desk.userDataDir)).toBeUndefined();

  const again = await open({ userDataDir: desk.userDataDir });
  await waitForMarket(again.page);
  await keepScreenshot(again.page, 'reopened-light');
  await expect(again.page.locator('html')).toHaveAttribute('data-theme', 'light');
  expectSameLayout(await readLayout(again.page), layout);
  expect(await history(again.page)).toEqual(held);
  await expect(again.page.getByRole('region', { name: 'Buy and hold on SOL/USDT:USDT' })).toBeVisible();
  await again.quit();
  expect(faultOfJournal(desk.userDataDir)).toBeUndefined();
});
