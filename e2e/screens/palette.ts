import { expect, type Page } from '@playwright/test';

/** Opens the command palette by its hotkey, types a command's name and presses Enter. */
export async function chooseCommand(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await expect(palette).toBeVisible();
  await page.keyboard.type(name);
  await expect(palette.getByRole('option', { selected: true })).toContainText(name);
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}
