import { expect, type Page } from '@playwright/test';
import type { Workstation } from '../launch/launch-workstation.ts';
import { answerAfterReading } from './native-dialogs.ts';

/** Types the word of the release dialog that is open and goes on to the question of the system. */
export async function typeRelease(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Release trading?' });
  await expect(dialog.getByRole('button', { name: 'Go on to the question' })).toBeDisabled();
  await dialog.getByRole('textbox').focus();
  await page.keyboard.type('RELEASE');
  await page.keyboard.press('Enter');
}

/**
 * Releases frozen trading as a person does: button, word, and the question of the system, which is answered after
 * `readingMs`. Answers with what that said.
 */
export async function releaseTrading({ app, page }: Workstation, readingMs?: number): Promise<string> {
  const said = await answerAfterReading(app, ['Release'], readingMs);
  await page.getByRole('button', { name: 'Release', exact: true }).click();
  await typeRelease(page);
  await expect(page.getByRole('dialog', { name: 'Release trading?' })).toBeHidden({ timeout: 20_000 });
  return (await said()).at(-1) ?? '';
}
