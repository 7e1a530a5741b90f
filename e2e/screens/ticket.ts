import { expect, type Page } from '@playwright/test';
import { tableOf } from './panels.ts';

/** An order as a person types it. */
export interface TypedOrder {
  /** Base currency of the instrument, chosen in the markets table. */
  readonly base: 'BTC' | 'ETH' | 'SOL';
  readonly side: 'Buy' | 'Sell';
  readonly type: 'Market' | 'Limit';
  readonly size: string;
  readonly limitPrice?: string;
  readonly protectiveStop: string;
}

/** Fills in the ticket, sends it and waits until the window says that it was sent. */
export async function placeOrder(page: Page, order: TypedOrder): Promise<void> {
  await tableOf(page, 'Markets')
    .getByRole('row')
    .filter({ hasText: `${order.base}/` })
    .click();
  const form = page.getByRole('form', { name: 'Order ticket' });
  await expect(form).toContainText(`${order.base}/USDT:USDT`);
  await form.getByRole('group', { name: 'Side' }).getByRole('button', { name: order.side }).click();
  await form.getByRole('combobox', { name: 'Type', exact: true }).selectOption({ label: order.type });
  await form.getByLabel(/^Size/).fill(order.size);
  if (order.limitPrice !== undefined) await form.getByLabel(/^Limit price/).fill(order.limitPrice);
  await form.getByLabel(/^Protective stop/).fill(order.protectiveStop);
  await form.getByRole('button', { name: `${order.side} ${order.size} ${order.base}` }).click();
  const sent = page.getByText(`${order.side} ${order.size} ${order.base}/USDT:USDT sent`);
  await expect(sent).toBeVisible();
}
