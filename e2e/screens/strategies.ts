import type { Page } from '@playwright/test';
import { openPanel } from './panels.ts';

/** Switches a strategy on with its first preset, on the instrument the panel offers or the one named. */
export async function startStrategy(page: Page, title: string, symbol?: string): Promise<void> {
  await openPanel(page, 'Strategies');
  const entry = page.getByRole('region', { name: title, exact: true });
  if (symbol !== undefined) await entry.getByLabel('Instrument').selectOption({ label: symbol });
  await entry.getByRole('button', { name: `Start ${title}` }).click();
}
