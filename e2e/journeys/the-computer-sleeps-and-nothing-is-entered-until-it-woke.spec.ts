import { expect, type Page } from '@playwright/test';
import { test } from '../launch/journey.ts';
import type { Workstation } from '../launch/launch-workstation.ts';
import { lastPriceOf, waitForMarket } from '../screens/market.ts';
import { openPanel, rowsOf } from '../screens/panels.ts';
import { type Became, placeOrder } from '../screens/ticket.ts';

/** The system says that the computer goes to sleep, or that it woke. */
const say = ({ app }: Workstation, event: 'suspend' | 'resume') =>
  app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event);

async function buy(page: Page, became: Became): Promise<void> {
  const protectiveStop = String(Math.round((await lastPriceOf(page, 'BTC')) * 0.98));
  await placeOrder(page, { base: 'BTC', side: 'Buy', type: 'Market', size: '0.010', protectiveStop }, became);
}

test('R-CN-08: nothing is entered and nothing rests to fill from the moment the computer goes to sleep until it woke', async ({
  open,
}) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  const last = await lastPriceOf(page, 'BTC');
  const resting = { base: 'BTC', side: 'Buy', type: 'Limit', size: '0.010' } as const;
  const [limitPrice, protectiveStop] = [String(Math.round(last * 0.995)), String(Math.round(last * 0.98))];
  await placeOrder(page, { ...resting, limitPrice, protectiveStop });
  await openPanel(page, 'Orders');
  await expect(rowsOf(page, 'Orders')).toHaveCount(1);
  await say(desk, 'suspend');
  await expect(rowsOf(page, 'Orders')).toHaveCount(0);
  await openPanel(page, 'Log');
  await expect(
    page
      .locator('p', { hasText: 'Resting entries taken back because the computer goes to sleep: 1' })
      .first(),
  ).toBeVisible();
  await buy(page, 'refused');
  await expect(
    page.getByText(/Refused because: The computer is going to sleep or has only just woken/),
  ).toBeVisible();
  await say(desk, 'resume');
  await buy(page, 'sent');
  await openPanel(page, 'Positions');
  await expect(rowsOf(page, 'Positions')).toHaveCount(1);
  await desk.quit();
});
