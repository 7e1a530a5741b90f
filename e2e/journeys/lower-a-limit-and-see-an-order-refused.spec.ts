import { expect } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { lastPriceOf, waitForMarket } from '../screens/market.ts';
import { answerAfterReading } from '../screens/native-dialogs.ts';
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
  await placeOrder(page, { ...second, protectiveStop: await stopOf('ETH') }, 'refused');
  await openPanel(page, 'Refusals');
  await expect(rowsOf(page, 'Refusals').first()).toContainText('ETH');
  await expect(rowsOf(page, 'Refusals').first()).toContainText(
    'open positions 1 · on their way 0 positions · limit 1 position',
  );
  await keepScreenshot(page, 'refusal-with-units-dark');
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

  // More than now is asked about by the system, and waits ten minutes when it is allowed.
  const raised = again.page.getByRole('row', { name: /^Open positions/ });
  const raise = async () => {
    await raised.getByRole('textbox').fill('2');
    await raised.getByRole('textbox').press('Enter');
  };
  const said = await answerAfterReading(again.app, [], 0);
  await raise();
  await expect.poll(said).toEqual(['Allow more than now?\nOpen positions: 1 → 2\nIt holds in ten minutes.']);
  await expect(raised.getByRole('textbox')).toHaveValue('1');
  await expect(raised.getByRole('rowheader')).toHaveText('Open positions');
  await answerAfterReading(again.app, ['Allow it'], 0);
  await raise();
  await expect(raised.getByRole('rowheader')).toContainText('2 from');
  await expect(raised.getByRole('cell').nth(1)).toHaveText('1');
  await again.quit();
});
