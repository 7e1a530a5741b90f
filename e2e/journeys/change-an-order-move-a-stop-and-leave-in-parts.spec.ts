import { expect, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { lastPriceOf, waitForMarket } from '../screens/market.ts';
import { openPanel, readPanel, rowsOf } from '../screens/panels.ts';
import { placeOrder } from '../screens/ticket.ts';

/** A price as the tables write it. */
const inTable = (text: string) => new RegExp(`${Number(text).toLocaleString('en-US')}\\.`);

/** An entry at market with two targets, as the ticket has it. */
async function fillInTargets(page: Page, targets: readonly [string, string]): Promise<void> {
  const form = page.getByRole('form', { name: 'Order ticket' });
  await form.getByRole('button', { name: 'Another target' }).click();
  await form.getByLabel(/^Target 1/).fill(targets[0]);
  await form.getByLabel(/^Target 2/).fill(targets[1]);
  await form.getByLabel(/^Part 1/).fill('30');
  await form.getByLabel(/^Part 2/).fill('70');
}

test('change an order where it stands, move a stop within the risk, leave in parts', async ({ open }) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  const shareOf = async (base: string, share: number) =>
    String(Math.round((await lastPriceOf(page, base)) * share));

  const limit = await shareOf('ETH', 0.96);
  await placeOrder(page, {
    base: 'ETH',
    side: 'Buy',
    type: 'Limit',
    size: '0.20',
    limitPrice: limit,
    protectiveStop: await shareOf('ETH', 0.9),
  });
  await openPanel(page, 'Orders');
  const order = rowsOf(page, 'Orders').filter({ hasText: 'ETH' });
  await expect(order).toContainText('working');
  await order.getByRole('button', { name: /^Change Buy 0\.20+ ETH/ }).click();
  const change = page.getByRole('dialog', { name: 'Change the order' });
  await expect(change.getByRole('button', { name: 'Change', exact: true })).toBeDisabled();
  await change.getByLabel(/^Limit price/).fill('0.001');
  await expect(change).toContainText('Limit price must be a multiple of');
  const lower = String(Number(limit) - 10);
  await change.getByLabel(/^Limit price/).fill(lower);
  await change.getByLabel(/^Size/).fill('0.15');
  await keepScreenshot(page, 'change-order-dark');
  await change.getByLabel(/^Size/).press('Enter');
  await expect(change).toBeHidden();
  await expect(order).toContainText(inTable(lower));
  await expect(order).toContainText('working');
  expect(await readPanel(page, 'Orders')).toMatchObject([{ Size: '0.15', Status: 'working' }]);

  await placeOrder(page, {
    base: 'BTC',
    side: 'Buy',
    type: 'Market',
    size: '0.010',
    protectiveStop: await shareOf('BTC', 0.9),
  });
  await openPanel(page, 'Positions');
  const position = rowsOf(page, 'Positions').filter({ hasText: 'BTC' });
  await expect(position).toBeVisible();
  const closer = await shareOf('BTC', 0.95);
  await position.getByRole('button', { name: 'Move the stop of BTC/USDT:USDT' }).click();
  const move = page.getByRole('dialog', { name: 'Move the stop' });
  await move.getByLabel(/^Stop/).fill(closer);
  await expect(move).toContainText(/Lost there: [\d.,]+ USDT, from the mean entry of [\d.,]+ USDT/);
  await move.getByLabel(/^Stop/).press('Enter');
  await expect(move).toBeHidden();
  await expect(position).toContainText(inTable(closer));

  await position.getByRole('button', { name: 'Move the stop of BTC/USDT:USDT' }).click();
  await move.getByLabel(/^Stop/).fill(await shareOf('BTC', 0.3));
  await move.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(move.getByRole('alert')).toContainText('limit');
  // What the form says is not said a second time.
  await expect(page.getByRole('region', { name: 'Notices' })).not.toContainText('Refused because');
  await keepScreenshot(page, 'stop-refused-dark');
  await page.keyboard.press('Escape');
  await expect(move).toBeHidden();
  await expect(position).toContainText(inTable(closer));

  await page
    .getByRole('table', { name: 'Markets', exact: true })
    .getByRole('row')
    .filter({ hasText: 'SOL/' })
    .click();
  await expect(page.getByRole('form', { name: 'Order ticket' })).toContainText('SOL/USDT:USDT');
  await fillInTargets(page, [await shareOf('SOL', 1.1), await shareOf('SOL', 1.2)]);
  await keepScreenshot(page, 'ticket-targets-dark');
  await placeOrder(page, {
    base: 'SOL',
    side: 'Buy',
    type: 'Market',
    size: '1.0',
    protectiveStop: await shareOf('SOL', 0.9),
  });
  await openPanel(page, 'Orders');
  const targets = rowsOf(page, 'Orders').filter({ hasText: 'SOL' }).filter({ hasText: 'exit' });
  await expect(targets).toHaveCount(2);
  const sizes = (await readPanel(page, 'Orders'))
    .filter((row) => row['Symbol']?.includes('SOL') === true && row['Role'] === 'exit')
    .map((row) => Number(row['Size']));
  expect(sizes.toSorted((a, b) => a - b)).toEqual([0.3, 0.7]);
  await keepScreenshot(page, 'changed-orders-dark');
  await desk.quit();
});
