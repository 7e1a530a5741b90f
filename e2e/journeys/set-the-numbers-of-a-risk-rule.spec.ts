import { expect } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { waitForMarket } from '../screens/market.ts';
import { answerAfterReading } from '../screens/native-dialogs.ts';
import { openPanel } from '../screens/panels.ts';
import { openWorkspace } from '../screens/workspaces.ts';

test('set the numbers of a risk rule: stricter at once, looser when it was confirmed, and find them again', async ({
  open,
}) => {
  const desk = await open();
  const { page } = desk;
  await waitForMarket(page);
  await openWorkspace(page, 'Risk');
  await openPanel(page, 'Risk rules');
  const part = page.getByRole('textbox', { name: /^Part of the Kelly stake/ });
  const write = async (value: string) => {
    await part.fill(value);
    await part.press('Enter');
  };
  await page.getByRole('combobox', { name: 'Kelly' }).selectOption('As described');
  await expect(part).toHaveValue('50');
  await write('150');
  await expect(page.getByText('A number from 1 % to 100 %.')).toBeVisible();
  await write('25');
  await expect(page.getByRole('button', { name: 'Back to 50 %' })).toBeVisible();

  const refused = await answerAfterReading(desk.app, [], 0);
  await write('60');
  await expect
    .poll(refused)
    .toEqual(['Allow more than now?\nKelly: as described, 25%, 25% → as described, 60%, 25%']);
  await expect(part).toHaveValue('25');

  await page.getByRole('combobox', { name: 'Regime rules' }).selectOption('Corrected');
  const consolidation = page.getByRole('row', { name: /^Consolidation/ });
  await expect(consolidation.getByRole('cell').last()).toContainText(
    'Renaissance three-phase gate (As described',
  );

  await page.getByRole('combobox', { name: 'Rules of the strategy' }).selectOption('Positions by hand');
  await page
    .getByRole('combobox', { name: 'Exit plan' })
    .selectOption('Three to one: stop 0.5 %, target 1.5 %');
  const target = page.getByRole('textbox', { name: /^Target, from the entry/ });
  await target.fill('1');
  await target.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Exit plan' })).toHaveValue('own');
  await keepScreenshot(page, 'risk-rules-dark');
  await desk.quit();

  const again = await open({ userDataDir: desk.userDataDir });
  await waitForMarket(again.page);
  await openWorkspace(again.page, 'Risk');
  await openPanel(again.page, 'Risk rules');
  await expect(again.page.getByRole('textbox', { name: /^Part of the Kelly stake/ })).toHaveValue('25');
  await again.quit();
});
