import { expect, type Locator, type Page } from '@playwright/test';
import { chooseCommand } from './palette.ts';

/** The strip that is there while a real account is open. */
export const liveStrip = (page: Page): Locator => page.getByRole('region', { name: 'Real account' });

/** The word in the top bar. */
export const modeOf = (page: Page, word: string): Locator =>
  page.getByRole('status', { name: `Mode: ${word}`, exact: true });

/** Shows the dialog of accounts. */
export async function openAccounts(page: Page): Promise<Locator> {
  await chooseCommand(page, 'Accounts and API keys…');
  const dialog = page.getByRole('dialog', { name: 'Accounts' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Types what arming asks for and sends it; the dialog of the system comes next. */
export async function typeArming(page: Page, account: string, hours: number): Promise<void> {
  const dialog = page.getByRole('dialog', { name: `Trade ${account} with real money` });
  await dialog.getByText('Nothing stands in the way.').waitFor({ timeout: 60_000 });
  await dialog.getByLabel('Name of the account').fill(account);
  await dialog.getByLabel('For how long').selectOption(String(hours));
  await dialog.getByRole('button', { name: 'Trade with real money…' }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
}
