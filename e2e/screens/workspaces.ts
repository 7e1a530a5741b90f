import { expect, type Page } from '@playwright/test';

/** Goes to a workspace by its name in the bar. */
export async function openWorkspace(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('tab').first()).toBeVisible();
}
