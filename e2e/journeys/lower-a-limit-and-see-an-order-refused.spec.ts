import { expect } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { lastPriceOf, waitForMarket } from '../screens/market.ts';
import { openPanel, rowsOf } from '../screens/panels.ts';
import { placeOrder } from '../screens/ticket.ts';
import { openWorkspace } from '../screens/workspaces.ts';

test('lower the limit of open positions, see the second order refused, and find the limit again', async ({
  open,
}) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await openWorkspace(page, 'Risk');
  const positions = page.getByRole('row', { name: /^Open positions/ });
  await positions.getByRole('textbox').fill('1');
  await positions.getByRole('textbox').press('Enter');
  await expect(positions.getByRole('cell').nth(1)).toHaveText('1');
  await expect(page.getByText('Entries and exits may leave.')).toBeVisible();
  const pack = page.getByRole('checkbox', { name: 'FTMO, as described' });
  await pack.click();
  await expect(pack).toBeChecked();
  await expect(page.getByRole('img', { name: /FTMO, as described: daily loss/ })).toBeVisible();
  await keepScreenshot(page, 'risk-dark');

  await openWorkspace(page, 'Sandbox');
  const stopOf = async (base: 'BTC' | 'ETH') => String(Math.round((await lastPriceOf(page, base)) * 0.99));
  await placeOrder(page, {
    base: 'BTC',
    side: 'Buy',
    type: 'Market',
    size: '0.010',
    protectiveStop: await stopOf('BTC'),
  });
  await openPanel(page, 'Positions');
  await expect(rowsOf(page, 'Positions')).toHaveCount(1);
  const second = { base: 'ETH', side: 'Buy', type: 'Market', size: '0.10' } as const;
  await placeOrder(page, { ...second, protectiveStop: await stopOf('ETH') });
  await openPanel(page, 'Refusals');
  await expect(rowsOf(page, 'Refusals').first()).toContainText('ETH');
  await openPanel(page, 'Positions');
  await expect(rowsOf(page, 'Positions')).toHaveCount(1);
  await desk.quit();

  const again = await open({ userDataDir: desk.userDataDir });
  await waitForMarket(again.page);
  await openWorkspace(again.page, 'Risk');
  await expect(again.page.getByRole('row', { name: /^Open positions/ }).getByRole('textbox')).toHaveValue(
    '1',
  );
  await expect(again.page.getByRole('checkbox', { name: 'FTMO, as described' })).toBeChecked();
  await again.quit();
});
