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
  const protectiveStop = String(Math.round((await lastPriceOf(page, 'BTC')) * 0.99));
  await placeOrder(page, { base: 'BTC', side: 'Buy', type: 'Market', size: '0.010', protectiveStop }, became);
}

test('R-CN-08: nothing is entered from the moment the computer goes to sleep until it woke', async ({
  open,
}) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await say(desk, 'suspend');
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
