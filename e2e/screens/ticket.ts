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

/** What the window says has become of an order; the first after arming leave in part. */
export type Became = 'sent' | 'sent in part' | 'refused';

/** Fills in the ticket, sends it and waits until the window says what has become of it. */
export async function placeOrder(page: Page, order: TypedOrder, became: Became = 'sent'): Promise<void> {
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
  const size = became === 'sent' ? order.size : `[\\d.]+ of ${order.size}`;
  const sent = `^${order.side} ${size} ${order.base}/USDT:USDT sent$`;
  const said = became === 'refused' ? /^Refused because: / : new RegExp(sent);
  await expect(page.getByText(said).first()).toBeVisible();
}
